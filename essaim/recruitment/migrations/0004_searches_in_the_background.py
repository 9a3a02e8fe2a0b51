import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clubs', '0005_admission_rules'),
        ('recruitment', '0003_seekers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PostSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('asked_at', models.DateTimeField()),
                ('began_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('posts', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('objective', models.IntegerField(default=0)),
                ('bound', models.IntegerField(default=0)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('club', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='post_search', to='clubs.club')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['asked_at'], name='recruitment_search_waits')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', False), ('posts__isnull', True), _connector='OR'), name='recruitment_search_found_at_its_end')],
            },
        ),
        migrations.AddConstraint(
            model_name='jobneed',
            constraint=models.CheckConstraint(condition=models.Q(('occupation', ''), _negated=True), name='recruitment_need_says_occupation'),
        ),
        migrations.AddConstraint(
            model_name='sharedpost',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('occupation', ''), _negated=True), models.Q(('key', ''), _negated=True)), name='recruitment_post_says_occupation'),
        ),
    ]
