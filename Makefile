# Short names for run.py, which does the work on every system.
PYTHON ?= python3

.PHONY: help run test check setup faults gallery bench bundle fuzz
help:
	@$(PYTHON) run.py --help
run:
	@$(PYTHON) run.py run
test:
	@$(PYTHON) run.py test
check:
	@$(PYTHON) run.py check
setup:
	@$(PYTHON) run.py setup --dev
faults:
	@$(PYTHON) run.py test -m "slow or faults"
gallery:
	@$(PYTHON) run.py gallery $(ARGS)
bench:
	@$(PYTHON) run.py bench $(ARGS)
bundle:
	@$(PYTHON) run.py bundle $(ARGS)
fuzz:
	@$(PYTHON) run.py fuzz $(ARGS)
