"""Personal keys of the API, and counters of what a person does too often."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of keys and counters."""

    dependencies = [("store", "0003_mail")]
    operations = [
        migrations.CreateModel(
            name="Rate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=120)),
                ("what", models.CharField(max_length=20)),
                ("stretch", models.PositiveBigIntegerField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("person", "what"), name="rate_once")]},
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("label", models.CharField(max_length=80)),
                ("scope", models.CharField(max_length=10)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("used_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("account", models.ForeignKey(on_delete=models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
