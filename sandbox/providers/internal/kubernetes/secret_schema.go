package kubernetes

import (
	"time"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/validation"
	corev1 "k8s.io/api/core/v1"
)

func secretResource() *schema.Resource {
	return &schema.Resource{
		Description:   "A Kubernetes Secret",
		CreateContext: createSecret,
		ReadContext:   readSecret,
		UpdateContext: updateSecret,
		DeleteContext: deleteSecret,
		CustomizeDiff: replaceImmutable,
		Importer:      importer("namespace", "name"),
		Identity:      identitySchema(true),
		Schema: map[string]*schema.Schema{
			"metadata": metadataSchema("secret", true),
			"data": {
				Type: schema.TypeMap, Optional: true, Computed: true, Sensitive: true,
				DiffSuppressFunc: func(_, _, _ string, d *schema.ResourceData) bool { return isWriteOnly(d) },
				Description:      "Data of the Secret",
			},
			"data_wo": {
				Type: schema.TypeMap, Optional: true, WriteOnly: true, ConflictsWith: []string{"data"},
				Description: "Data of the Secret that is not kept in the state",
			},
			"data_wo_revision": {
				Type: schema.TypeInt, Optional: true, RequiredWith: []string{"data_wo"}, ValidateFunc: validation.IntAtLeast(1),
				Description: "Revision of data_wo: the value is sent when the revision changes",
			},
			"binary_data": {
				Type: schema.TypeMap, Optional: true, Sensitive: true,
				Description: "Data of the Secret, base64 encoded",
			},
			"binary_data_wo": {
				Type: schema.TypeMap, Optional: true, WriteOnly: true,
				Description: "Data of the Secret, base64 encoded, that is not kept in the state",
			},
			"binary_data_wo_revision": {
				Type: schema.TypeInt, Optional: true,
				Description: "Revision of binary_data_wo: the value is sent when the revision changes",
			},
			"immutable": {
				Type: schema.TypeBool, Optional: true,
				Description: "Only the metadata can be changed",
			},
			"type": {
				Type: schema.TypeString, Optional: true, ForceNew: true, Default: string(corev1.SecretTypeOpaque),
				Description: "Type of the Secret",
			},
			"wait_for_service_account_token": {
				Type: schema.TypeBool, Optional: true, Default: true,
				Description: "Wait until a Secret of type kubernetes.io/service-account-token has its token",
			},
		},
		Timeouts: &schema.ResourceTimeout{Create: schema.DefaultTimeout(time.Minute)},
	}
}
