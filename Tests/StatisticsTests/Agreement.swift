/// Whether `got` is within `relative` · |`wanted`| of `wanted`; infinite values must be equal.
func agrees(_ got: Double, _ wanted: Double, within relative: Double) -> Bool {
  if wanted.isInfinite || got.isInfinite { return got == wanted }
  return (got - wanted).magnitude <= relative * wanted.magnitude
}
