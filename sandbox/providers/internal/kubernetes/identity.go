package kubernetes

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
)

func identitySchema(namespaced bool) *schema.ResourceIdentity {
	return &schema.ResourceIdentity{
		Version: 1,
		SchemaFunc: func() map[string]*schema.Schema {
			attributes := map[string]*schema.Schema{}
			for _, name := range []string{"api_version", "kind", "name"} {
				attributes[name] = &schema.Schema{Type: schema.TypeString, RequiredForImport: true}
			}
			if namespaced {
				attributes["namespace"] = &schema.Schema{Type: schema.TypeString, OptionalForImport: true}
			}
			return attributes
		},
	}
}

func setIdentity(d *schema.ResourceData, attributes map[string]string) error {
	identity, err := d.Identity()
	if err != nil {
		return err
	}
	all := map[string]string{"api_version": "v1"}
	maps.Copy(all, attributes)
	for name, value := range all {
		if err := identity.Set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// importer accepts an ID, or a resource identity that it makes the ID from.
func importer(idAttributes ...string) *schema.ResourceImporter {
	return &schema.ResourceImporter{
		StateContext: func(_ context.Context, d *schema.ResourceData, _ any) ([]*schema.ResourceData, error) {
			if d.Id() != "" {
				return []*schema.ResourceData{d}, nil
			}
			identity, err := d.Identity()
			if err != nil {
				return nil, err
			}
			var parts []string
			for _, name := range idAttributes {
				part, ok := identity.Get(name).(string)
				if !ok {
					return nil, fmt.Errorf("could not get %s from resource identity", name)
				}
				parts = append(parts, part)
			}
			d.SetId(strings.Join(parts, "/"))
			return []*schema.ResourceData{d}, nil
		},
	}
}
