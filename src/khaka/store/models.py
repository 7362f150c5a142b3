"""The tables. Records are written by the door (``khaka.store.door``) alone; events are never changed or deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from khaka.store.accounts import Account

__all__ = ["Account", "Blob", "Event", "Head", "Mail", "Once", "Rate", "Record", "Refusal", "Token"]


class Record(models.Model):
    """One noun of the committee as JSON, with the columns that it is looked up by.

    ``person`` and ``parent`` repeat the fields that ``khaka.store.records`` names for its kind.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    body = models.CharField(max_length=120)
    state = models.CharField(max_length=40, blank=True)
    person = models.CharField(max_length=120, blank=True)
    parent = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField()
    data = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="record_once")]
        indexes: ClassVar = [
            models.Index(fields=["kind", "body", "state"], name="record_body"),
            models.Index(fields=["kind", "person"], name="record_person"),
            models.Index(fields=["kind", "parent"], name="record_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Event(models.Model):
    """One link of the chain, as ``khaka.committee.chain.Event``; triggers refuse every change."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    data = models.JSONField()
    data_sha256 = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=120, db_index=True)

    def __str__(self) -> str:
        return f"{self.seq}"


class Head(models.Model):
    """The one row that orders all writing: how far the chain goes, when it last grew, and whether writing is halted."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(null=True)
    #: Why nothing may be written, as JSON (``khaka.store.halt``); empty when writing is free.
    halted = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"


class Once(models.Model):
    """A form that was taken: the same form again gives the first answer and writes nothing."""

    actor = models.CharField(max_length=120)
    key = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField()
    made = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["actor", "key"], name="form_once")]

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"


class Refusal(models.Model):
    """Something that was tried and refused, for the auditor; no data of the try are kept."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    codes = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.verb} {self.codes}"


class Blob(models.Model):
    """Bytes that a record holds fast by their digest: an attachment, a blueprint's JSON, an archived report."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    media = models.CharField(max_length=100)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256


class Mail(models.Model):
    """A mail that the server sends by itself: ``key`` says to whom and about what, so that none is sent twice."""

    key = models.CharField(primary_key=True, max_length=300)
    at = models.DateTimeField()
    #: ``sending``, ``sent``, ``failed`` (the provider was not there: tried again) or ``refused`` (the address is wrong).
    state = models.CharField(max_length=20)
    tries = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.state} {self.key}"


class Token(models.Model):
    """A key with which a person's own programs ask the API; only its SHA-256 is kept (``khaka.store.tokens``)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=80)
    #: ``read`` or ``act``.
    scope = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.label}"


class Rate(models.Model):
    """How often a person did something in the present stretch of time (``khaka.store.rates``)."""

    person = models.CharField(max_length=120)
    what = models.CharField(max_length=20)
    stretch = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "what"], name="rate_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.what} {self.count}"
