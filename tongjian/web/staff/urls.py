"""The addresses of the staff site; a page lies under the address of the line of the menu it belongs to."""

from django.urls import path
from django.views.i18n import set_language

from tongjian.web.staff.blind.views import blind_posts, blind_spots
from tongjian.web.staff.books.official import official_text
from tongjian.web.staff.books.views import clause, shelf, sign
from tongjian.web.staff.books.views import parameters as awaiting
from tongjian.web.staff.desk.views import desk
from tongjian.web.staff.entrance.views import choose, leaving, login, try_role
from tongjian.web.staff.ledger.handling import answer, file_exhibit, link_exhibit, raise_objection, verify
from tongjian.web.staff.ledger.views import duty, ledger
from tongjian.web.staff.organs.views import organ, organs
from tongjian.web.staff.who import for_everybody

urlpatterns = [
    path("", desk, name="desk"),
    path("login", login, name="login"),
    path("login/role", try_role, name="try_role"),
    path("login/mandate", choose, name="choose"),
    path("logout", leaving, name="leave"),
    path("language", for_everybody(set_language), name="set_language"),
    path("duties", ledger, name="ledger"),
    path("duties/<slug:key>", duty, name="duty"),
    path("duties/<slug:key>/file", file_exhibit, name="file_exhibit"),
    path("duties/<slug:key>/link", link_exhibit, name="link_exhibit"),
    path("duties/<slug:key>/object", raise_objection, name="raise_objection"),
    path("duties/<slug:key>/answer", answer, name="answer"),
    path("duties/<slug:key>/verify/<slug:claim>", verify, name="verify"),
    path("blind-spots", blind_spots, name="blind_spots"),
    path("blind-spots/<slug:area>", blind_posts, name="blind_posts"),
    path("organs", organs, name="organs"),
    path("organs/<slug:id>", organ, name="organ"),
    path("books", shelf, name="books"),
    path("books/<slug:book>/official-text", official_text, name="official_text"),
    path("books/<slug:book>/<str:clause>", clause, name="clause"),
    path("parameters", awaiting, name="parameters"),
    path("parameters/sign", sign, name="sign"),
]
