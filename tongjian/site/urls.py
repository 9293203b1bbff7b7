"""Which part answers which address."""

from django.urls import include, path

from tongjian.web.staff.refused import not_there

handler404 = not_there
urlpatterns = [path("", include("tongjian.web.staff.urls"))]
