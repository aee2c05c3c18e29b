# make demo   set up and grade a make-believe class       make build  student_template/ and dist/
# make test   set up, lint, type-check and run the tests  make lock   renew requirements.lock (needs uv)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEMO   := demo

.PHONY: demo test build lock clean
.DELETE_ON_ERROR:

demo: $(READY)
	$(BIN)/autograder simulate 40 -o $(DEMO)/class.zip --lms canvas
	$(BIN)/autograder grade $(DEMO)/class.zip -o $(DEMO)/graded --gradebook $(DEMO)/class-gradebook.csv

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

build: $(READY)
	$(BIN)/autograder build

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --quiet -o requirements.lock

clean:
	rm -rf $(VENV) $(DEMO) dist

# A venv that was interrupted half-way has no .ready file, and is made anew.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
