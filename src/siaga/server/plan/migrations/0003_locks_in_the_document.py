"""Plans keep their locks in plan.json."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0002_documents_and_prints"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="planversion",
            name="locks",
        ),
    ]
