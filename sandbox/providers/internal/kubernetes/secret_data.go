package kubernetes

import (
	"encoding/base64"
	"maps"

	"github.com/hashicorp/go-cty/cty"
	"github.com/hashicorp/terraform-plugin-sdk/v2/diag"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	corev1 "k8s.io/api/core/v1"
)

// newSecret is the Secret to create. Write-only data counts from revision 1 on; without a revision it is left out, and
// the Secret is created without it.
func newSecret(d *schema.ResourceData) (*corev1.Secret, diag.Diagnostics) {
	secret := &corev1.Secret{
		ObjectMeta: objectMeta(d),
		Type:       corev1.SecretType(d.Get("type").(string)),
	}
	if immutable := d.Get("immutable").(bool); immutable {
		secret.Immutable = &immutable
	}

	if d.Get("data_wo_revision").(int) >= 1 {
		texts, diags := writeOnly(d, "data_wo")
		if diags.HasError() {
			return nil, diags
		}
		secret.StringData = texts
	} else {
		secret.StringData = stringMap(d.Get("data"))
	}

	decoded, err := decodeAll(stringMap(d.Get("binary_data")))
	if err != nil {
		return nil, diag.FromErr(err)
	}
	secret.Data = decoded
	return secret, nil
}

// changedData is the whole new data, base64 encoded, and whether anything in it changed. Write-only data is known only
// while its revision changes: an update for another reason leaves it out.
func changedData(d *schema.ResourceData) (map[string]string, bool, diag.Diagnostics) {
	texts := stringMap(d.Get("data"))
	if d.HasChange("data_wo_revision") {
		var diags diag.Diagnostics
		if texts, diags = writeOnly(d, "data_wo"); diags.HasError() {
			return nil, false, diags
		}
	}
	data := encodeAll(texts)
	maps.Copy(data, stringMap(d.Get("binary_data")))
	return data, d.HasChanges("data", "data_wo_revision", "binary_data"), nil
}

// setData splits live data between the two attributes: binary_data has the keys that it names, data all the others.
func setData(d *schema.ResourceData, live map[string][]byte) error {
	binary, texts := map[string]string{}, map[string]string{}
	named := stringMap(d.Get("binary_data"))
	for key := range named {
		binary[key] = base64.StdEncoding.EncodeToString(live[key])
	}
	for key, value := range live {
		if _, isBinary := named[key]; !isBinary {
			texts[key] = string(value)
		}
	}
	if len(named) > 0 {
		if err := d.Set("binary_data", binary); err != nil {
			return err
		}
	}
	return d.Set("data", texts)
}

func isWriteOnly(d *schema.ResourceData) bool {
	return d.Get("data_wo_revision").(int) > 0
}

// writeOnly reads an attribute that exists in the configuration alone.
func writeOnly(d *schema.ResourceData, attribute string) (map[string]string, diag.Diagnostics) {
	value, diags := d.GetRawConfigAt(cty.GetAttrPath(attribute))
	if diags.HasError() || value.IsNull() || !value.IsWhollyKnown() {
		return nil, diags
	}
	texts := map[string]string{}
	for key, text := range value.AsValueMap() {
		texts[key] = text.AsString()
	}
	return texts, nil
}

func encodeAll(texts map[string]string) map[string]string {
	encoded := map[string]string{}
	for key, text := range texts {
		encoded[key] = base64.StdEncoding.EncodeToString([]byte(text))
	}
	return encoded
}

func decodeAll(encoded map[string]string) (map[string][]byte, error) {
	decoded := map[string][]byte{}
	for key, text := range encoded {
		value, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, err
		}
		decoded[key] = value
	}
	return decoded, nil
}
