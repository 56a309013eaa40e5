"""Signing off may be taken back, and the trail says so."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("disclosures", "0002_account_actions"),
    ]

    operations = [
        migrations.AlterField(
            model_name='trailentry',
            name='action',
            field=models.CharField(choices=[('auto_attach', 'attached by a rule'), ('attach', 'attached by hand'), ('detach', 'no longer told'), ('waive', 'left out'), ('confirm', 'agreed by a second person'), ('unwaive', 'leaving out taken back'), ('reopen', 'told again, because the facts changed'), ('expire', 'told again, because the time was over'), ('text_edit', 'new wording'), ('publish', 'published'), ('withdraw', 'withdrawn'), ('unschedule', 'schedule taken back'), ('approve', 'approved'), ('authorise', 'signed off'), ('take_back_sign_off', 'sign-off withdrawn'), ('correct', 'corrected'), ('apply', 'notices renewed on a live piece'), ('account_new', 'account made'), ('account_change', 'account changed'), ('account_link', 'link to set a password sent'), ('account_delete', 'account deleted')], max_length=20, verbose_name='what'),
        ),
    ]
