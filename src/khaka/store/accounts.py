"""Accounts: who signs in. What a person may do is never here: roles are records of the committee."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_person() -> str:
    """A fresh id of a person: random, so that it tells nothing of order or number."""
    return "p" + "".join(secrets.choice(_ALPHABET) for _ in range(11))


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """An account; without a password nobody can sign in to it until one is set by mail."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in. ``id`` is the actor of the committee's rules and never changes."""

    id = models.CharField(primary_key=True, max_length=40, default=new_person, editable=False)
    email = models.EmailField(unique=True, max_length=200)
    name_en = models.CharField(max_length=120, blank=True)
    name_hi = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, default="hi")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(id="system"), name="account_not_system")]

    def __str__(self) -> str:
        return self.id

    def shown(self, lang: str) -> str:
        """The name in a language, else in the other, else the part of the address before the sign."""
        first, second = (self.name_hi, self.name_en) if lang == "hi" else (self.name_en, self.name_hi)
        return first or second or self.email.split("@", 1)[0]
