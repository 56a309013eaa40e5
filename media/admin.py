"""The image library in the admin, and the list the editor's image dialog chooses from."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from media.models import Image
from media.renditions import rendition_values
from media.uploads import CleanImage, clean_upload

CHOICES = 40
RIGHTS = (
    "credit",
    "copyright_notice",
    "licence",
    "source_url",
    "digital_source_type",
    "generated_by",
)


class FocalPointWidget(forms.NumberInput):
    """A percentage that can also be set by a click into the picture."""

    class Media:
        css = {"all": ["media/image-form.css"]}
        js = ["media/image-form.js"]


class PictureInput(forms.ClearableFileInput):
    """A file input that shows the picture there is."""

    template_name = "media/picture_input.html"

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})


class ImageForm(forms.ModelForm):
    """An image's facts; a file is taken in only as `clean_upload` leaves it."""

    file = forms.FileField(
        label=_("Picture"),
        widget=PictureInput,
        help_text=_(
            "JPEG, PNG, WebP or AVIF, up to 15 MB. Places and cameras are removed from it."
        ),
    )

    class Meta:
        model = Image
        fields = (
            "file",
            "alternative_text",
            "decorative",
            "title",
            "caption",
            *RIGHTS,
            "focal_x",
            "focal_y",
        )
        widgets = {
            "alternative_text": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "caption": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "focal_x": FocalPointWidget(attrs={"min": 0, "max": 100, "data-focal": "x"}),
            "focal_y": FocalPointWidget(attrs={"min": 0, "max": 100, "data-focal": "y"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accepted: CleanImage | None = None
        if "title" in self.fields:
            self.fields["title"].required = False  # the file's name serves until there is one

    def clean_file(self) -> Any:
        """Take the upload in, or say what is wrong with it."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        self.accepted = clean_upload(file)
        return self.accepted.as_file()

    def clean(self) -> dict[str, Any]:
        """Refuse a picture that the library has; say which it is."""
        cleaned = super().clean() or self.cleaned_data
        if self.accepted:
            twins = Image.objects.exclude(pk=self.instance.pk)
            twin = twins.filter(sha256=self.accepted.sha256).first()
            if twin:
                message = _("This picture is in the library already: “%(title)s”.")
                error = forms.ValidationError(message, code="known", params={"title": twin})
                self.add_error("file", error)
            cleaned["title"] = cleaned.get("title") or self.accepted.stem
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # not in the stubs; fills the instance
        if self.accepted and "file" in self.cleaned_data:
            self.instance.take(self.accepted)


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """The library: find a picture by what it shows, by whom it is, how it came about."""

    form = ImageForm
    list_display = ("title", "thumbnail", "shows", "credit", "digital_source_type")
    list_display_links = ("title",)
    list_filter = ("digital_source_type", "decorative", "created")
    search_fields = ("title", "alternative_text", "caption", "credit", "original_name")
    readonly_fields = ("facts",)
    list_per_page = 40
    fieldsets = (
        (None, {"fields": ("file", "alternative_text", "decorative", "title", "caption")}),
        (
            _("Rights and provenance"),
            {"fields": RIGHTS},
        ),
        (
            _("Focal point"),
            {
                "fields": (("focal_x", "focal_y"),),
                "description": _(
                    "Stays in the picture wherever it is cropped. Click the picture above, or"
                    " write per cent."
                ),
            },
        ),
        (_("File"), {"fields": ("facts",)}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Leave out what is known of a file before there is one."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[:-1]

    def save_model(
        self, request: HttpRequest, obj: Image, form: forms.ModelForm, change: bool
    ) -> None:
        """Remember who brought the picture."""
        if not change and request.user.is_authenticated:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        """Add the list for the editor's image dialog."""
        view = self.admin_site.admin_view(self.choices)
        return [path("choices/", view, name="media_image_choices"), *super().get_urls()]

    def choices(self, request: HttpRequest) -> JsonResponse:
        """Answer with images by words (`q`) or one by id; any of the staff may choose."""
        found = Image.objects.all()
        if "id" in request.GET:
            given = request.GET["id"]
            found = found.filter(pk=given) if given.isascii() and given.isdigit() else found.none()
        found = found.matching(request.GET.get("q", ""))
        images = list(found[: CHOICES + 1])
        values = [_choice(image) for image in images[:CHOICES]]
        return JsonResponse({"images": values, "more": len(images) > CHOICES})

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        """Show the picture small."""
        return format_html('<img src="{}" alt="" class="media-thumbnail">', thumbnail_url(image))

    @admin.display(description=_("shows"), ordering="alternative_text")
    def shows(self, image: Image) -> str:
        """Tell what screen readers say."""
        return str(_("only decoration")) if image.decorative else image.alternative_text

    @admin.display(description=_("what was sent"))
    def facts(self, image: Image) -> str:
        """Tell name, size and origin of the file."""
        return f"{image.original_name}, {image.width} × {image.height} px"

    class Media:
        css = {"all": ["media/image-form.css"]}


def thumbnail_url(image: Image) -> str:
    """Return the address of a small version of the image, uncropped."""
    small = [r for r in rendition_values(image.frozen(), [""]) if r["format"] == "webp"]
    name = (
        small[0]["file"] if small and default_storage.exists(small[0]["file"]) else image.file.name
    )
    return default_storage.url(name)


def _choice(image: Image) -> dict[str, Any]:
    return {
        "id": image.pk,
        "title": image.title,
        "alternative_text": image.alternative_text,
        "credit": image.credit,
        "thumbnail": thumbnail_url(image),
    }
