"""The small forms of signing in and of one's account. Labels stand in the templates."""

from __future__ import annotations

from typing import Any

from django import forms


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_username(self) -> str:
        """User names are kept in small letters."""
        return str(self.cleaned_data["username"]).strip().lower()


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false",
                "class": "input-medium code",
            }
        ),
    )  # fmt: skip


class ConfirmPasswordForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed once; browsers show it on demand and managers fill it in."""

    new_password = forms.CharField(
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ChangePasswordForm(NewPasswordForm):
    """The old password and the new."""

    field_order = ("old_password", "new_password", "repeated")
    old_password = forms.CharField(
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def mark_invalid(form: forms.Form) -> None:
    """Tell screen readers which fields are wrong and where the reason stands."""
    for name in form.errors:
        if name in form.fields:
            attrs: dict[str, Any] = form.fields[name].widget.attrs
            attrs.update({"aria-invalid": "true", "aria-describedby": f"id_{name}_error"})
