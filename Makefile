# make：列出全部命令。make 与 CI 做同样的事：CI 运行的就是 make check 与 make test。
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: help run serve setup test check bench lock new trace check-real reference screens messages

BIN := .venv/bin
# What the installation depends on; another digest, another stamp, another installation.
DIGEST := $(shell cat requirements/*.txt pyproject.toml | cksum | tr ' ' '-')
INSTALLED := .venv/installed-$(DIGEST)
# python3 if it is recent enough, else the newest that is.
PYTHON ?= $(firstword $(shell for name in python3 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name"; done))
SECONDS_SINCE = $$(( $$(date +%s) - start ))

help: ## 列出全部命令 | list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: ## 安装，造出示例市，打开网站 | install, build the fictional city, serve the site
	@start=$$(date +%s); $(MAKE) --no-print-directory setup; echo "安装用时 $(SECONDS_SINCE) 秒 | installed in $(SECONDS_SINCE) s"
	@start=$$(date +%s); $(BIN)/tongjian demo ready; echo "示例用时 $(SECONDS_SINCE) 秒 | demo in $(SECONDS_SINCE) s"
	@$(BIN)/tongjian serve

serve: setup ## 打开网站 | serve the site
	$(BIN)/tongjian serve

setup: $(INSTALLED) ## 安装（已装好则不做事） | install, unless installed
	@:

$(INSTALLED):
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本。请先安装，再运行 make run。| Python 3.11 or newer is needed."; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@rm -f .venv/installed-*
	@awk '/^uv==/ {on = 1} on {print; if (!/\\$$/) exit}' requirements/dev.txt > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.txt
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/runtime.txt -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q tongjian
	@touch $@

test: setup ## 运行全部测试 | run the tests
	$(BIN)/pytest

check: setup ## 与 CI 完全相同的检查 | exactly what CI checks
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DATABASE_URL=sqlite://:memory: $(BIN)/python -m django makemigrations --check --dry-run --settings tongjian.site.settings
	$(BIN)/pytest tests/test_house_*.py
	$(BIN)/tongjian book check

bench: setup ## 基准，结果写入 bench/results/ | benchmarks, results in bench/results/
	$(BIN)/python -m bench

check-real: setup ## 真实行政区划上的全程（DATA=文件夹） | the whole way on real divisions (DATA=folder)
	@test -n "$(DATA)" || { echo "请给出数据文件夹：make check-real DATA=…| name the folder: make check-real DATA=…"; exit 1; }
	$(BIN)/python -m bench.check_real "$(DATA)"

new: setup ## 新建制度文件夹（book=名称） | a new book folder (book=key)
	@test -n "$(book)" || { echo "请给出名称：make new book=qinghe_rules | name it: make new book=qinghe_rules"; exit 1; }
	$(BIN)/tongjian book new "$(book)"

trace: setup ## 一条从原文到测试（n=19） | one clause from text to tests (n=19)
	$(BIN)/tongjian book trace $(or $(n),--all)

reference: setup ## 重写文档中由程序生成的部分 | rewrite what the program tells in the documents
	$(BIN)/python -m tongjian.site.documents
	$(BIN)/python -m tongjian.site.transcript

screens: setup ## 重拍文档中的网页图（需要 Chromium） | take the pictures of the documents anew (needs Chromium)
	$(BIN)/python -m tests.browser.screens

messages: setup ## 更新英文词条（需要 gettext） | refresh the English catalogue (needs gettext)
	cd tongjian && ../$(BIN)/python -m django makemessages -l en --settings tongjian.site.settings --no-wrap --no-location --no-obsolete --ignore '*/tests/*'
	msgcat --sort-output --no-wrap -o tongjian/locale/en/LC_MESSAGES/django.po tongjian/locale/en/LC_MESSAGES/django.po
	$(BIN)/pybabel -q compile -D django -d tongjian/locale

lock: ## 更新依赖锁定 | refresh the pinned requirements
	@test -x $(BIN)/uv || $(MAKE) --no-print-directory setup
	$(BIN)/uv lock --quiet
	$(BIN)/uv export --quiet --frozen --no-dev --no-emit-project --no-header --no-annotate --format requirements-txt -o requirements/runtime.txt
	$(BIN)/uv export --quiet --frozen --only-dev --no-emit-project --no-header --no-annotate --format requirements-txt -o requirements/dev.txt
