"""Mails that the server has sent, or tried to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of mails."""

    dependencies = [("store", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("key", models.CharField(max_length=300, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("state", models.CharField(max_length=20)),
                ("tries", models.PositiveIntegerField(default=1)),
            ],
        ),
    ]
