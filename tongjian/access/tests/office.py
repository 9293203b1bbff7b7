"""Builds the city of the tests: 云岭市 above 青石县 (and its 石桥镇) and 白河县; nobody in it exists."""

from datetime import date

from tongjian.access import acts
from tongjian.access.queries import act_as
from tongjian.register.acts import establish_organ
from tongjian.trail.acts import SYSTEM

START = date(2024, 1, 5)
PASSWORD = "lantern-bridge-7"


class Office:
    """The organs by their short names; the founder, who administers accounts and grants mandates."""

    def __init__(self):
        self.city = self.organ("云岭市委", "city")
        self.county = self.organ("青石县委", "county", under=self.city)
        self.town = self.organ("石桥镇党委", "township", under=self.county)
        self.sibling = self.organ("白河县委", "county", under=self.city)
        self.founding = acts.found(
            by=SYSTEM, where=None, on=START, name="管理员", login_name="founder", password=PASSWORD
        )

    def organ(self, name, level, under=None):
        return establish_organ(
            by=SYSTEM,
            where=under,
            on=START,
            name=name,
            organ_class="party_committee",
            level=level,
            valid_from=START,
            managed_by=under,
        ).id

    def founder(self, on=START):
        return act_as(self.founding, on=on)

    def account(self, name, login_name, holder=None):
        return acts.open_account(
            by=self.founder(),
            where=None,
            on=START,
            name=name,
            login_name=login_name,
            password=PASSWORD,
            holder=holder,
        )

    def grant(self, account, where, *granted, on=START, **more):
        return acts.grant_mandate(
            by=self.founder(on),
            where=where,
            on=on,
            person=account.person_id,
            granted=granted,
            **{"valid_from": on, **more},
        )

    def lin(self, *granted, where=None, on=START):
        """Clerk Lin 林 of the county."""
        return act_as(self.grant(self.account("林", "lin"), where or self.county, *granted), on=on)
