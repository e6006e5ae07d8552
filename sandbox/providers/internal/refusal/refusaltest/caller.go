package refusaltest

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// caller sends configurations to a provider as OpenTofu does.
type caller struct {
	t       *testing.T
	server  tfprotov6.ProviderServer
	schemas map[string]*tfprotov6.Schema // by what users call them: data.helm_template
}

func newCaller(t *testing.T, server tfprotov6.ProviderServer) *caller {
	t.Helper()
	reported, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	c := &caller{t: t, server: server, schemas: map[string]*tfprotov6.Schema{ProviderConfig: reported.Provider}}
	for name, schema := range reported.ResourceSchemas {
		c.schemas[name] = schema
	}
	for name, schema := range reported.DataSourceSchemas {
		c.schemas[dataPrefix+name] = schema
	}
	return c
}

// send sends a configuration of a provider, a resource or a data source, to be validated and to be used.
type send func(config tftypes.Value) []*tfprotov6.Diagnostic

func (c *caller) validate(of string) send {
	name, isData := strings.CutPrefix(of, dataPrefix)
	return func(config tftypes.Value) []*tfprotov6.Diagnostic {
		switch value := c.encode(config); {
		case of == ProviderConfig:
			resp, err := c.server.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{Config: value})
			c.check(err)
			return resp.Diagnostics
		case isData:
			resp, err := c.server.ValidateDataResourceConfig(context.Background(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: name, Config: value})
			c.check(err)
			return resp.Diagnostics
		default:
			resp, err := c.server.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{TypeName: name, Config: value})
			c.check(err)
			return resp.Diagnostics
		}
	}
}

func (c *caller) use(of string) send {
	name, isData := strings.CutPrefix(of, dataPrefix)
	return func(config tftypes.Value) []*tfprotov6.Diagnostic {
		switch value := c.encode(config); {
		case of == ProviderConfig:
			resp, err := c.server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{Config: value})
			c.check(err)
			return resp.Diagnostics
		case isData:
			resp, err := c.server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: value})
			c.check(err)
			return resp.Diagnostics
		default:
			resp, err := c.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{TypeName: name, Config: value})
			c.check(err)
			return resp.Diagnostics
		}
	}
}

func (c *caller) encode(config tftypes.Value) *tfprotov6.DynamicValue {
	value, err := tfprotov6.NewDynamicValue(config.Type(), config)
	c.check(err)
	return &value
}

func (c *caller) check(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}
