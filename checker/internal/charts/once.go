package charts

import "sync"

// once has values that are fetched once for each key, by whoever asks first; others wait for it.
type once[Key comparable, Value any] struct {
	mutex sync.Mutex
	made  map[Key]func() Value
}

func (o *once[Key, Value]) get(key Key, make func() Value) Value {
	o.mutex.Lock()
	known, ok := o.made[key]
	if !ok {
		if o.made == nil {
			o.made = map[Key]func() Value{}
		}
		known = sync.OnceValue(make)
		o.made[key] = known
	}
	o.mutex.Unlock()
	return known()
}

// all are the values that were requested.
func (o *once[Key, Value]) all() map[Key]Value {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	all := map[Key]Value{}
	for key, value := range o.made {
		all[key] = value()
	}
	return all
}
