// Package volumes gives volume claims their volumes, as a cluster's provisioner does. Nothing is ever
// written to them: the pods that would do it only pretend to run.
package volumes

import (
	"context"
	"errors"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"

	"flotilla.dev/sandbox/internal/watch"
)

const (
	storageClass = "standard"
	provisioner  = "sandbox.flotilla.dev/volumes"
)

var (
	classes = storagev1.SchemeGroupVersion.WithResource("storageclasses")
	claims  = corev1.SchemeGroupVersion.WithResource("persistentvolumeclaims")
	volumes = corev1.SchemeGroupVersion.WithResource("persistentvolumes")
)

// CreateClass creates the storage class of every claim that names no other.
func CreateClass(ctx context.Context, client dynamic.Interface) error {
	class := &storagev1.StorageClass{
		TypeMeta: metav1.TypeMeta{APIVersion: storagev1.SchemeGroupVersion.String(), Kind: "StorageClass"},
		ObjectMeta: metav1.ObjectMeta{Name: storageClass,
			Annotations: map[string]string{"storageclass.kubernetes.io/is-default-class": "true"}},
		Provisioner: provisioner,
	}
	return create(ctx, client.Resource(classes), class)
}

// Provision makes volumes for claims, and removes those whose claim is gone, until the context ends.
func Provision(ctx context.Context, config *rest.Config, say func(format string, args ...any)) error {
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return err
	}
	wake := make(chan struct{}, 1)
	allClaims, err := watch.Mirror(ctx, client.Resource(claims), wake)
	if err != nil {
		return err
	}
	allVolumes, err := watch.Mirror(ctx, client.Resource(volumes), wake)
	if err != nil {
		return err
	}
	watch.Loop(ctx, wake, func() bool {
		err := errors.Join(provide(ctx, client, allClaims), release(ctx, client, allVolumes))
		if err != nil && ctx.Err() == nil {
			say("volumes not provided, trying again: %v", err)
			return false
		}
		return true
	})
	return nil
}

// provide makes a volume for every claim that waits for one; the controller manager binds the two.
func provide(ctx context.Context, client dynamic.Interface, store cache.Store) error {
	var problems error
	for _, object := range store.List() {
		var claim corev1.PersistentVolumeClaim
		if err := convert(object, &claim); err != nil {
			return err
		}
		class := claim.Spec.StorageClassName
		if claim.Spec.VolumeName == "" && claim.DeletionTimestamp == nil && class != nil && *class == storageClass {
			problems = errors.Join(problems, create(ctx, client.Resource(volumes), volumeFor(&claim)))
		}
	}
	return problems
}

func volumeFor(claim *corev1.PersistentVolumeClaim) *corev1.PersistentVolume {
	name := "pvc-" + string(claim.UID)
	return &corev1.PersistentVolume{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "PersistentVolume"},
		ObjectMeta: metav1.ObjectMeta{Name: name, Annotations: map[string]string{"pv.kubernetes.io/provisioned-by": provisioner}},
		Spec: corev1.PersistentVolumeSpec{
			StorageClassName: storageClass, Capacity: claim.Spec.Resources.Requests,
			AccessModes: claim.Spec.AccessModes, VolumeMode: claim.Spec.VolumeMode,
			PersistentVolumeReclaimPolicy: corev1.PersistentVolumeReclaimDelete,
			ClaimRef:                      &corev1.ObjectReference{APIVersion: "v1", Kind: "PersistentVolumeClaim", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID},
			PersistentVolumeSource:        corev1.PersistentVolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/volumes/" + name}},
		},
	}
}

// release removes the volumes whose claims are gone.
func release(ctx context.Context, client dynamic.Interface, store cache.Store) error {
	var problems error
	for _, object := range store.List() {
		var volume corev1.PersistentVolume
		if err := convert(object, &volume); err != nil {
			return err
		}
		if volume.Spec.StorageClassName == storageClass && volume.Status.Phase == corev1.VolumeReleased && volume.DeletionTimestamp == nil &&
			volume.Spec.PersistentVolumeReclaimPolicy == corev1.PersistentVolumeReclaimDelete {
			err := client.Resource(volumes).Delete(ctx, volume.Name, metav1.DeleteOptions{})
			if !apierrors.IsNotFound(err) {
				problems = errors.Join(problems, err)
			}
		}
	}
	return problems
}

func convert(object, typed any) error {
	return runtime.DefaultUnstructuredConverter.FromUnstructured(object.(*unstructured.Unstructured).Object, typed)
}

// create leaves alone what is there already.
func create(ctx context.Context, resource dynamic.ResourceInterface, typed any) error {
	object, err := runtime.DefaultUnstructuredConverter.ToUnstructured(typed)
	if err != nil {
		return err
	}
	_, err = resource.Create(ctx, &unstructured.Unstructured{Object: object}, metav1.CreateOptions{})
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}
