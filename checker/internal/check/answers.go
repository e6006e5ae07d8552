package check

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"flotilla.dev/checker/internal/charts"
	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/flux"
	"flotilla.dev/checker/internal/kinds"
	"flotilla.dev/checker/internal/place"
	"flotilla.dev/checker/internal/rules"
)

// Prefix begins the annotations that switch rules off: the name of the rule follows, and the reason is the value.
const Prefix = "check.flotilla.dev/"

// answers collects problems, each once for all clusters that have it.
type answers struct {
	problems, off, outsideRings, notKnown *list
	demands                               demands
	failures                              []string
}

type list struct {
	all   []*contract.Problem
	byKey map[string]*contract.Problem
}

func newAnswers() *answers {
	return &answers{problems: newList(), off: newList(), outsideRings: newList(), notKnown: newList()}
}

func newList() *list {
	return &list{byKey: map[string]*contract.Problem{}}
}

func (l *list) add(problem contract.Problem, consumer contract.Consumer) {
	key := fmt.Sprint(problem.File, "\x00", problem.Line, "\x00", problem.Object, "\x00", problem.Template, "\x00", problem.Rule, "\x00", problem.Message)
	known, ok := l.byKey[key]
	if !ok {
		known = &problem
		l.byKey[key] = known
		l.all = append(l.all, known)
	}
	join(known, consumer)
}

// join adds a cluster that has a problem too.
func join(problem *contract.Problem, consumer contract.Consumer) {
	if !slices.Contains(problem.Environments, consumer.Environment) {
		problem.Environments = append(problem.Environments, consumer.Environment)
	}
	if !slices.Contains(problem.Clusters, consumer.Cluster) {
		problem.Clusters = append(problem.Clusters, consumer.Cluster)
	}
}

// sorted are the problems file by file, line by line.
func (l *list) sorted() []contract.Problem {
	problems := []contract.Problem{}
	for _, problem := range l.all {
		problems = append(problems, *problem)
	}
	slices.SortStableFunc(problems, func(one, other contract.Problem) int {
		if byFile := strings.Compare(one.File, other.File); byFile != 0 {
			return byFile
		}
		return one.Line - other.Line
	})
	return problems
}

func (a *answers) answer(looked *charts.Charts) contract.Answer {
	answer := contract.Answer{
		Problems: a.problems.sorted(), Off: a.off.sorted(), OutsideRings: a.outsideRings.sorted(), Unchecked: a.notKnown.sorted(),
		Charts: []contract.Chart{}, Demands: a.demands.sorted(), Contents: []contract.Content{}, Failures: append([]string{}, a.failures...),
	}
	if looked != nil {
		answer.Charts = looked.Looked()
	}
	return answer
}

// failure adds why something could not be checked, once.
func (a *answers) failure(err error) {
	if !slices.Contains(a.failures, err.Error()) {
		a.failures = append(a.failures, err.Error())
	}
}

// problem adds one of a folder, whose file is relative to the artifact.
func (a *answers) problem(folder contract.Folder, consumer contract.Consumer, problem contract.Problem) {
	problem.File = path.Join(folder.Path, problem.File)
	a.problems.add(problem, consumer)
}

// finding adds one of an object, unless its annotation switches the rule off.
func (a *answers) finding(delivery *delivery, object flux.Object, finding kinds.Finding) {
	a.add(a.problems, delivery, object, finding)
}

// outside adds a part of an object that follows no ring, unless its annotation says that this is meant.
func (a *answers) outside(delivery *delivery, object flux.Object, finding kinds.Finding) {
	a.add(a.outsideRings, delivery, object, finding)
}

func (a *answers) add(found *list, delivery *delivery, object flux.Object, finding kinds.Finding) {
	problem := problemOf(delivery, object, finding)
	if problem.Reason != "" {
		found = a.off
	}
	found.add(problem, delivery.consumer)
}

// problemOf is what a finding is to a user, with the reason of an annotation that switches its rule off.
func problemOf(delivery *delivery, object flux.Object, finding kinds.Finding) contract.Problem {
	problem := at(delivery, object, finding.Path)
	named := problem.Object
	if object.Template != "" {
		named += " of '" + object.Template + "'"
	}
	shown, value, found := place.Resolve(object.Object, finding.Path)
	problem.Rule, problem.Remedy = finding.Rule, finding.Remedy
	problem.Typed, problem.Choices, problem.Others = finding.Typed, finding.Choices, finding.Others
	problem.Message = strings.NewReplacer(
		"OBJECT", named, "PATH", shown, "VALUE", text(object, finding.Got, value, found)).Replace(finding.Message) + finding.Quote
	owner := owner(object)
	problem.Reason = strings.TrimSpace(owner.GetAnnotations()[Prefix+finding.Rule])
	return problem
}

// text shows a value; that of a Secret is never shown.
func text(object flux.Object, got string, value any, found bool) string {
	switch {
	case object.GetKind() == "Secret":
		return "…"
	case got != "":
		value = got
	case !found:
		return "nothing"
	}
	switch value.(type) {
	case map[string]any:
		return "a map"
	case []any:
		return "a list"
	}
	shown := []rune(fmt.Sprint(value))
	if len(shown) > 100 {
		return string(shown[:100]) + "…"
	}
	return string(shown)
}

// owner is the object of the artifact that an object is or comes from; a chart's own annotations switch off nothing.
func owner(object flux.Object) flux.Object {
	if object.Release != nil {
		return *object.Release
	}
	return object
}

func at(delivery *delivery, object flux.Object, path string) contract.Problem {
	if object.Release != nil {
		path = "metadata.name"
	}
	file, line := delivery.files.Find(object.Place, owner(object).Object, path)
	return contract.Problem{
		File: delivery.folder.Path + "/" + file, Line: line, Object: rules.Name(object), Template: object.Template,
	}
}

// switches finds annotations that switch nothing off.
func (a *answers) switches(delivery *delivery, object flux.Object) {
	if object.Release != nil {
		return
	}
	annotations := object.GetAnnotations()
	for _, name := range slices.Sorted(maps.Keys(annotations)) {
		rule, ok := strings.CutPrefix(name, Prefix)
		if !ok {
			continue
		}
		problem := at(delivery, object, "metadata.annotations["+name+"]")
		problem.Rule = rules.Switch
		if !slices.Contains(rules.Switchable, rule) {
			problem.Message = fmt.Sprintf("an annotation must switch off a rule that there is, got '%s' in %s", name, problem.Object)
			problem.Typed, problem.Choices, problem.Others = rule, rules.Switchable, "there are: "
			a.problems.add(problem, delivery.consumer)
		} else if strings.TrimSpace(annotations[name]) == "" {
			problem.Message = fmt.Sprintf("an annotation that switches off a rule must say why, got nothing in '%s' in %s", name, problem.Object)
			problem.Remedy = "write the reason as its value"
			a.problems.add(problem, delivery.consumer)
		}
	}
}

// unchecked lists what nothing looks at.
func (a *answers) unchecked(delivery *delivery, object flux.Object, isKnown bool) {
	for _, part := range rules.Unseen(object) {
		a.note(delivery, object, "apiVersion", kinds.Kind, part, "")
	}
	if !isKnown {
		a.note(delivery, object, "apiVersion", kinds.Kind,
			fmt.Sprintf("nothing says what a %s of '%s' may have, got %s", object.GetKind(), object.GetAPIVersion(), rules.Name(object)),
			"check it together with the component that has its CustomResourceDefinition")
	}
}

func (a *answers) note(delivery *delivery, object flux.Object, path, rule, message, remedy string) {
	problem := at(delivery, object, path)
	problem.Rule, problem.Message, problem.Remedy = rule, message, remedy
	a.notKnown.add(problem, delivery.consumer)
}
