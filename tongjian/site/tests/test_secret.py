"""Nobody can sign in another installation's name: no key is shipped, and the kept one is the owner's alone."""

from tongjian.site.secret import keep_secret, secret_of


def test_without_a_key_each_process_has_one_that_nobody_knows(tmp_path):
    assert secret_of(tmp_path) != secret_of(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_kept_key_stays_the_same_and_only_its_owner_reads_it(tmp_path):
    keep_secret(tmp_path)
    first = secret_of(tmp_path)
    keep_secret(tmp_path)

    assert secret_of(tmp_path) == first
    assert len(first) >= 48
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_a_given_key_comes_before_the_kept_one(tmp_path):
    keep_secret(tmp_path)

    assert secret_of(tmp_path, "given") == "given"
