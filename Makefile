# The front door: `make help` lists what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help tools build repository javadoc docs check fmt golden test test-java test-program test-sandbox test-providers test-checker test-workflows dist bench campaigns jdks down clean sandbox

MVN := mvn -B -ntp
# Builds, and copies the libraries into target/repository: one call for both, because copying takes a tenth of the time in
# which Maven starts.
package := tools/maven package deploy:deploy -Dmaven.test.skip -Dmaven.deploy.skip=false -am \
  '-DaltDeploymentRepository=flotilla::file://$(CURDIR)/target/repository'
# What the sandbox's own builds use (sandbox/internal/build/compile.go says why): one compilation of a package serves
# them all.
export CGO_ENABLED := 0
# The Go that compiles all of it; an older one on the PATH fetches it from the module proxy.
export GOTOOLCHAIN := $(shell sed -n 's/^toolchain //p' sandbox/go.mod)
not_inlined := k8s.io/...=-l k8s.io/apimachinery/...= k8s.io/apiserver/...= github.com/aws/...=-l
export GOFLAGS := $(strip $(GOFLAGS) -trimpath $(not_inlined:%=-gcflags=%))
SANDBOX := target/bin/sandbox
CHECKER := target/checker/flotilla-check-
# As Go names it, without asking Go: a machine without it still has 'make help', and 'tools' says what is missing.
host := $(shell uname -sm | tr 'A-Z ' 'a-z-' | sed 's/x86_64$$/amd64/; s/aarch64$$/arm64/')
platforms := linux-amd64 linux-arm64 darwin-amd64 darwin-arm64
export FLEET ?=
prune := \( -name target -o -name node_modules \) -prune -o -type f -print
java_inputs := Makefile pom.xml .mvn/jvm.config $(shell find bindings fleet constructs stacks main d2 $(prune))
go_inputs := $(shell find sandbox $(prune))
checker_inputs := sandbox/modules/flux-operator/go.mod $(shell find checker -path checker/crds/flux -prune -o -type f -print)
docs_inputs := Makefile README.md CONTRIBUTING.md $(shell find docs/)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / { printf "  %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

tools: ## Check that JDK, Maven, Node.js and Go are here and new enough
	@tools/check

build: target/.built ## Build the program (./flotilla)

repository: build ## Copy the libraries into target/repository, a Maven repository, with their sources

javadoc: target/.javadoc ## Add Javadoc to that repository

target/.javadoc: target/.built
	@$(package) -Dmaven.javadoc.skip=false -pl main
	@touch $@

docs: target/.docs ## Build the documentation as a web site, target/docs

# VitePress looks for its packages, and writes what is temporary, beside its configuration.
target/.docs: $(docs_inputs) target/docs-tools/.installed
	@rm -rf target/docs target/docs-tools/.vitepress
	@cp -R docs/site target/docs-tools/.vitepress
	@target/docs-tools/node_modules/.bin/vitepress build target/docs-tools > target/docs-tools/build.log 2>&1 || \
	  { cat target/docs-tools/build.log >&2; exit 1; }
	@echo "the site is target/docs/index.html; look at it with: npm --prefix target/docs-tools run preview"
	@touch $@

target/docs-tools/.installed: docs/site/package.json docs/site/package-lock.json docs/site/.npmrc
	@mkdir -p $(@D)
	@cp $^ $(@D)
	@npm --prefix $(@D) ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error
	@touch $@

# For three more platforms it takes minutes, so that is for those who pass the program on.
dist: $(platforms:%=$(CHECKER)%.digest) ## Pack the program without a fleet for Linux and macOS, on amd64 and arm64: target/dist/flotilla.tar.gz
	@$(MAKE) --no-print-directory target/dist/flotilla.tar.gz

target/dist/flotilla.tar.gz: target/.built flotilla
	@rm -rf $(@D) && mkdir -p $(@D)/flotilla
	@cp -R d2/target/lib flotilla LICENSE $(@D)/flotilla
	@tar -C $(@D) -czf $@ flotilla

# Before Maven, which packages what is here. The digest names the file that the program unpacks.
$(CHECKER)%.digest: $(checker_inputs) | tools checker/crds/flux
	@echo "building the checker for $*"
	@mkdir -p $(@D)
	@GOOS=$(firstword $(subst -, ,$*)) GOARCH=$(lastword $(subst -, ,$*)) \
	  go build -C checker -buildvcs=false -ldflags '-s -w' -o ../$(CHECKER)$* .
	@git hash-object --no-filters $(CHECKER)$* > $@

checker/crds/flux: sandbox/modules/flux-operator/go.mod checker/crds/generate/main.go | tools
	@go run -C checker ./crds/generate ../sandbox/modules/flux-operator crds/flux
	@touch $@

target/.built: $(java_inputs) $(CHECKER)$(host).digest $(wildcard target/checker/*.digest) | tools
	@rm -rf target/repository d2/target/lib # else an older build's libraries would stay beside the newer
	@$(package) -pl d2
	@d2/tools/share-classes.sh
	@touch $@

# A compiler lives for a second: with this it spends a tenth less of that, on collecting garbage, and half as much memory
# again.
sandbox $(SANDBOX): export GOGC ?= 400

sandbox: $(SANDBOX) ## Build the sandbox's programs: API server, registry, Flux and its operator, OpenTofu, providers, cosign
	@$(SANDBOX) build > target/sandbox-programs.txt

$(SANDBOX): $(go_inputs) | tools
	@echo "building the sandbox program"
	@go build -C sandbox -o ../$@ .
	@touch $@

# Runs workflow files in tests; jq is what GitHub's own command has in it.
target/bin/act: main/src/test/workflows/go.mod | tools
	@echo "building act"
	@go build -C main/src/test/workflows -o $(CURDIR)/$@ github.com/nektos/act
	@go build -C main/src/test/workflows -o $(CURDIR)/target/bin/jq github.com/itchyny/gojq/cmd/gojq

# Keeps states in tests, by S3's protocol.
target/bin/s3: tests/s3/go.mod tests/s3/main.go | tools
	@echo "building the S3 server for tests"
	@go build -C tests/s3 -o $(CURDIR)/$@ .

bootstrap-%: build ## Install Flux on a cluster: in the local sandbox (FLEET=<project> for a fleet of your own), or with CONTEXT=<kubeconfig context>
	@$(if $(CONTEXT),./flotilla deploy $* --context '$(CONTEXT)',$(MAKE) --no-print-directory sandbox && tools/in-sandbox $* $(CURDIR)/tools/bootstrap $*)
	@$(if $(CONTEXT),,echo 'look around with: make status-$*$(if $(FLEET), FLEET=$(FLEET))' >&2)

status-%: build ## Show what the sandbox of a cluster delivers; FLEET=<project> as above
	@$(MAKE) --no-print-directory sandbox && tools/in-sandbox $* ./flotilla status $*

check: build ## Fast inner loop: format, lint, architecture and unit tests, without the sandbox
	@echo "check: Java's format, lint, architecture and unit tests; all that Maven prints is in target/maven.log"
	@tools/maven verify -pl d2 -am
	@echo "check: Go's format"
	@files=$$(gofmt -l sandbox checker main/src/test/workflows tests/s3); test -z "$$files" || \
	  { echo "error: these files must be formatted; run 'make fmt':" $$files >&2; exit 1; }
	@echo "check: Go's lint"
	@for module in sandbox sandbox/providers checker main/src/test/workflows tests/s3; do go -C $$module vet ./... || exit 1; done
	@echo "check: the checker's tests, and those of workflows"
	@$(MAKE) --no-print-directory test-checker test-workflows
	@echo "check: passed"

fmt: ## Format Java and Go
	$(MVN) -q spotless:apply
	gofmt -w sandbox checker main/src/test/workflows tests/s3

golden: ## Rewrite the golden files, to be reviewed as code
	$(MVN) test -pl d2 -am '-Dtest=*GoldenTest,KindAccessTest,TenantCorpusTest,GitHubFilesTest,GitLabPipelineTest' -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true
	@git --no-pager diff --stat -- '*/src/test/resources'

# Those of the program take as long as all others together, and half of that waiting: so the others run beside them.
test: build sandbox target/bin/act target/bin/s3 ## Run every test
	@mkdir -p target/tmp
	@$(MAKE) --no-print-directory --keep-going --jobs=2 test-program test-java test-sandbox test-providers test-checker test-workflows

test-program test-sandbox test-providers test-checker: export FLOTILLA_SANDBOX = $(CURDIR)/$(SANDBOX)
test-program test-sandbox test-providers test-checker: export TMPDIR = $(CURDIR)/target/tmp

test-program: # a make that a test starts is not part of this one
	env -u MAKEFLAGS $(MVN) verify -pl tests -DskipITs=false

test-java: # packages nothing: what is packaged is under test beside it
	env -u MAKEFLAGS $(MVN) test spotless:check -pl d2 -am

test-sandbox:
	go -C sandbox test -timeout 30m ./...

test-providers:
	go -C sandbox/providers test -timeout 30m ./...

test-checker:
	@mkdir -p target/tmp
	go -C checker test ./...

test-workflows: # whose files are in no module of Go's, so that it would not see them change
	go -C main/src/test/workflows test -count=1 ./...

campaigns: build sandbox ## Try what tests sample: 60 killed first deploys, 32 interrupted ones, two publishers at every request, 500 reviews, 2,000 tampered bundles, 2,000 changed objects, 5,000 rollouts
	@mkdir -p target/tmp
	FLOTILLA_SANDBOX=$(CURDIR)/$(SANDBOX) TMPDIR=$(CURDIR)/target/tmp CHECK_MUTATIONS=2000 CHECK_SEED=2 \
	  go -C checker test -count=1 -run Verdicts -v ./internal/kinds
	$(MVN) test -pl main -am -Dtest=PublishRaceTest,RandomReviewTest,BundleTamperingTest,RolloutSimulationTest,RolloutInterruptionTest,RegistryRolloutTest \
	  -Drace.step=1 -Dreview.changes=500 -Dbundle.ways=2000 -Drollout.seeds=5000 -Drollout.step=1 \
	  -Dsurefire.failIfNoSpecifiedTests=false
	FLOTILLA_SANDBOX=$(CURDIR)/$(SANDBOX) TMPDIR=$(CURDIR)/target/tmp env -u MAKEFLAGS \
	  $(MVN) verify -pl tests -am -DskipITs=false -Dit.test=BootstrapKilledE2E,InterruptE2E -Dbootstrap.clusters=20 -Dinterrupt.moments=32 \
	  -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

jdks: build sandbox ## Run the unit tests and a bootstrap on every other JDK that is installed
	@tools/jdks | while read -r jdk; do \
	  echo "JDK: $$jdk"; \
	  $(MVN) verify -pl d2 -am "-Djvm=$$jdk/bin/java" || exit 1; \
	  JAVA_HOME="$$jdk" $(MAKE) --no-print-directory bootstrap-staging || exit 1; \
	  $(MAKE) --no-print-directory down; \
	done

bench: build sandbox ## Print how long things take, each beside a reference
	node tools/bench/bench.mjs

down: ## Stop the sandboxes of this folder, those that tests left too
	@find target tests/target -maxdepth 6 -name supervisor.lock 2>/dev/null | while read -r lock; do \
	  $(SANDBOX) down --dir "$${lock%/*}"; done

clean: down ## Remove what was built here (the user's cache folder stays)
	rm -rf target cdktf.out && $(MVN) -q clean
