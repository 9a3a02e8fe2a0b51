from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('resources', '0002_feed_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='booking',
            name='clash_told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
