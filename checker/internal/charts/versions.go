package charts

import (
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"
)

// IsExact says that a version is one, and not a range of them.
func IsExact(version string) bool {
	_, err := semver.StrictNewVersion(strings.TrimPrefix(version, "v"))
	return err == nil
}

// newest returns the newest version in a range; a version that is there exactly comes first.
func newest(versions []string, within string) (string, error) {
	if slices.Contains(versions, within) {
		return within, nil
	}
	constraint, err := semver.NewConstraint(within)
	if err != nil {
		return "", &ErrMissing{Cause: "'" + within + "' is no range of versions"}
	}
	for _, version := range sorted(versions) {
		if constraint.Check(version) {
			return version.Original(), nil
		}
	}
	return "", &ErrMissing{Choices: newestFew(versions)}
}

// few is how many versions a message lists.
const few = 5

func newestFew(versions []string) []string {
	var newest []string
	for _, version := range sorted(versions) {
		if len(newest) < few {
			newest = append(newest, version.Original())
		}
	}
	return newest
}

// sorted are those that are versions, the newest first.
func sorted(versions []string) []*semver.Version {
	var parsed []*semver.Version
	for _, text := range versions {
		if version, err := semver.StrictNewVersion(strings.TrimPrefix(text, "v")); err == nil {
			if original, err := semver.NewVersion(text); err == nil && original.Equal(version) {
				parsed = append(parsed, original)
			}
		}
	}
	slices.SortStableFunc(parsed, func(one, other *semver.Version) int { return other.Compare(one) })
	return parsed
}
