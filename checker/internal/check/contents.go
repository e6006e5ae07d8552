package check

import (
	"cmp"
	"maps"
	"slices"

	"flotilla.dev/checker/internal/contract"
	"flotilla.dev/checker/internal/helm"
	"flotilla.dev/checker/internal/rules"
)

// contents are what each folder puts on its clusters.
func contents(folders []contract.Folder, deliveries []*delivery) []contract.Content {
	all := []contract.Content{}
	for _, folder := range folders {
		if !folder.Definitions {
			all = append(all, contentOf(folder, deliveries))
		}
	}
	return all
}

func contentOf(folder contract.Folder, deliveries []*delivery) contract.Content {
	charts, images := map[contract.ChartContent]bool{}, map[contract.ImageContent]bool{}
	content := contract.Content{Path: folder.Path}
	for _, delivery := range deliveries {
		if delivery.folder.Definitions || delivery.folder.Path != folder.Path {
			continue
		}
		content.Partial = content.Partial || delivery.isPartial
		for _, object := range delivery.objects {
			for _, image := range rules.Images(object) {
				images[image] = true
			}
		}
		for _, release := range delivery.releases {
			content.Partial = content.Partial || release.chart == nil || release.isPartial
			if release.chart != nil {
				charts[*release.chart] = true
			}
			for _, image := range imagesOf(release) {
				images[image] = true
			}
		}
	}
	content.Charts = slices.SortedFunc(maps.Keys(charts), func(one, other contract.ChartContent) int {
		return cmp.Or(cmp.Compare(one.URL, other.URL), cmp.Compare(one.Name, other.Name), cmp.Compare(one.Version, other.Version), cmp.Compare(one.Digest, other.Digest))
	})
	content.Images = slices.SortedFunc(maps.Keys(images), func(one, other contract.ImageContent) int {
		return cmp.Or(cmp.Compare(one.Repository, other.Repository), cmp.Compare(one.Tag, other.Tag), cmp.Compare(one.Digest, other.Digest))
	})
	if content.Charts == nil {
		content.Charts = []contract.ChartContent{}
	}
	if content.Images == nil {
		content.Images = []contract.ImageContent{}
	}
	return content
}

// imagesOf are those of a release, without what only a value that nobody knows could name.
func imagesOf(release release) []contract.ImageContent {
	var known []contract.ImageContent
	for _, object := range release.objects {
		for _, image := range rules.Images(object) {
			if !release.isPartial || !helm.HasStandIn(image.Repository+":"+image.Tag) {
				known = append(known, image)
			}
		}
	}
	return known
}
