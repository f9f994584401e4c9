# The one door: 'make help' lists what is behind it.

MAVEN := deploy/build/with-jdk mvn --batch-mode --no-transfer-progress
QUIET := $(MAVEN) --quiet

.DEFAULT_GOAL := build
.PHONY: help build image demo test test-hosts check torture bench format golden testbed vm clean-testbed clean

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

build: ## compiles, checks and packages the agent, without running a test
	@echo "build: compiling and packaging (the first time Maven fetches its libraries)"
	@$(QUIET) package -DskipTests --projects '!deploy'
	@echo "build: agent-app/target/rightlink.jar"

image: build ## builds the agent's image, rightlink/rightlink, in a Docker engine that it starts if there is none
	@deploy/testbed/engine
	@deploy/testbed/images
	@deploy/image/build

demo: image ## brings up a host, installs the agent on it, and shows what the agent sees
	@deploy/demo/demo

test: test-hosts ## sets up all it needs and runs every test, those on a real host included; SKIP_VM=1 leaves the virtual machine out
	@$(MAVEN) -T 2 verify

test-hosts:
	@deploy/testbed/engine
	@deploy/testbed/images
	@if [ "$(SKIP_VM)" = 1 ]; then echo "test: SKIP_VM=1: no virtual machine, and so no host of cgroup v2 to compare containers on"; \
	  else deploy/testbed/vm/disk || { echo "test: there can be no virtual machine here; 'make test SKIP_VM=1' tests without it" >&2; exit 1; }; fi

check: ## runs the tests that need neither an engine nor a host
	@$(MAVEN) -T 2 verify -DskipITs --projects '!deploy'

torture: test-hosts ## runs the kill, fuzz and storm tests at full length
	@$(MAVEN) -T 2 verify -Dtorture=true

bench: image ## measures, on the testbed, what the agent costs beside what one would use instead
	@deploy/bench/footprint
	@deploy/bench/units
	@deploy/bench/containers
	@deploy/bench/monitoring
	@deploy/bench/scripts

format: ## puts the sources into the house's format
	@$(QUIET) spotless:apply

golden: ## writes the golden files anew from what the code does now
	@$(QUIET) verify -DskipITs -Dgolden.update=true --projects '!deploy'

testbed: ## brings up the host rightlink-host
	@deploy/testbed/up

vm: ## brings up the virtual machine rightlink-vm, a host with a kernel of its own and cgroup v2
	@deploy/testbed/vm/up
	@echo "vm: 'deploy/testbed/vm/run rightlink-vm' is a shell on it, 'deploy/testbed/vm/run rightlink-vm docker ps' a command"
	@echo "vm: 'deploy/testbed/vm/down' ends it"

clean-testbed: ## removes the hosts and virtual machines that the testbed and its tests left
	@deploy/testbed/vm/down --all
	@deploy/testbed/down --all

clean: ## removes what was built
	@$(QUIET) clean
