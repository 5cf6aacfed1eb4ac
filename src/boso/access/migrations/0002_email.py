"""An account may have an address for mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user", name="email", field=models.EmailField(blank=True, default="", max_length=254)
        ),
    ]
