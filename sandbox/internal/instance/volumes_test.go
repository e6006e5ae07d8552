package instance

import (
	"context"
	"testing"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestVolumeClaimGetsAVolumeForItsLife(t *testing.T) {
	c := sharedCluster(t)
	ctx := context.Background()
	claims := c.typed.CoreV1().PersistentVolumeClaims(c.namespace(t, "claims", nil))
	_, err := claims.Create(ctx, claim("data", nil), metav1.CreateOptions{})
	must(t, err)
	var volume string
	eventually(t, func() string {
		claim, err := claims.Get(ctx, "data", metav1.GetOptions{})
		must(t, err)
		if claim.Status.Phase != corev1.ClaimBound {
			return "a bound claim, got " + string(claim.Status.Phase)
		}
		volume = claim.Spec.VolumeName
		return ""
	})

	must(t, claims.Delete(ctx, "data", metav1.DeleteOptions{}))
	eventually(t, func() string {
		if _, err := c.typed.CoreV1().PersistentVolumes().Get(ctx, volume, metav1.GetOptions{}); !apierrors.IsNotFound(err) {
			return "the end of the volume"
		}
		return ""
	})
}

func TestVolumeClaimOfAnotherClassIsLeftAlone(t *testing.T) {
	c := sharedCluster(t)
	ctx := context.Background()
	claims := c.typed.CoreV1().PersistentVolumeClaims(c.namespace(t, "other-class", nil))
	for name, class := range map[string]string{"theirs": "fast", "ours": "standard"} {
		_, err := claims.Create(ctx, claim(name, &class), metav1.CreateOptions{})
		must(t, err)
	}
	eventually(t, func() string {
		ours, err := claims.Get(ctx, "ours", metav1.GetOptions{})
		must(t, err)
		if ours.Status.Phase != corev1.ClaimBound {
			return "a bound claim, got " + string(ours.Status.Phase)
		}
		return ""
	})
	theirs, err := claims.Get(ctx, "theirs", metav1.GetOptions{})
	must(t, err)
	if theirs.Spec.VolumeName != "" {
		t.Fatalf("it was given volume %s", theirs.Spec.VolumeName)
	}
}

func claim(name string, class *string) *corev1.PersistentVolumeClaim {
	return &corev1.PersistentVolumeClaim{ObjectMeta: metav1.ObjectMeta{Name: name}, Spec: corev1.PersistentVolumeClaimSpec{
		AccessModes: []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce}, StorageClassName: class,
		Resources: corev1.VolumeResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("1Gi")}}}}
}
