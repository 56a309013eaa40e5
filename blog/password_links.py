"""Links by which people set their own password: in a mail, to the site's own address.

What stands in a request – its host above all – has no part in it.
"""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.tasks import task


def send_password_link(account: User) -> None:
    """Mail an account its link; raise OSError if the mail server is away."""
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    context = {
        "user": account,
        "username": account.get_username(),
        "password_reset_url": get_adapter().get_reset_password_from_key_url(key),
    }
    get_adapter().send_mail("account/email/password_reset_key", account.email, context)


@task()
def send_forgotten(accounts: list[int]) -> None:
    """Mail each of these accounts its link; nobody, if there is none."""
    for account in User.objects.filter(pk__in=accounts, is_active=True):
        send_password_link(account)


class ForgottenPasswordForm(ResetPasswordForm):
    """Asks for a link. Whether there is such an account shows neither in words nor in time."""

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """Leave the mail to a task, one for every address that is typed, known or not."""
        send_forgotten.enqueue([account.pk for account in self.users])
        return str(self.cleaned_data["email"])
