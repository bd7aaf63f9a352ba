;; A tile of the Mandelbrot set. Input and output: README.md beside this file.
(module
  (memory (export "memory") 1)
  (global $free (mut i32) (i32.const 1024))

  ;; Hands out memory from a bump pointer, in steps of 8, and grows the memory as needed.
  (func $alloc (export "alloc") (param $length i32) (result i32)
    (local $at i32) (local $end i32)
    (local.set $at (global.get $free))
    (local.set $end
      (i32.and (i32.add (i32.add (local.get $at) (local.get $length)) (i32.const 7)) (i32.const -8)))
    (if (i32.lt_u (local.get $end) (local.get $at)) (then unreachable))
    (block $fits
      (br_if $fits
        (i32.le_u (local.get $end) (i32.shl (memory.size) (i32.const 16))))
      (if
        (i32.eq
          (memory.grow
            (i32.sub
              (i32.shr_u (i32.add (local.get $end) (i32.const 65535)) (i32.const 16))
              (memory.size)))
          (i32.const -1))
        (then unreachable)))
    (global.set $free (local.get $end))
    (local.get $at))

  ;; How many steps z := z*z + c takes to leave the circle of radius 2, or the most allowed.
  (func $escape (param $cr f64) (param $ci f64) (param $most i32) (result i32)
    (local $zr f64) (local $zi f64) (local $rr f64) (local $ii f64) (local $steps i32)
    (block $out
      (loop $next
        (br_if $out (i32.ge_u (local.get $steps) (local.get $most)))
        (local.set $rr (f64.mul (local.get $zr) (local.get $zr)))
        (local.set $ii (f64.mul (local.get $zi) (local.get $zi)))
        (br_if $out (f64.gt (f64.add (local.get $rr) (local.get $ii)) (f64.const 4)))
        (local.set $zi
          (f64.add
            (f64.mul (f64.mul (f64.const 2) (local.get $zr)) (local.get $zi))
            (local.get $ci)))
        (local.set $zr (f64.add (f64.sub (local.get $rr) (local.get $ii)) (local.get $cr)))
        (local.set $steps (i32.add (local.get $steps) (i32.const 1)))
        (br $next)))
    (local.get $steps))

  (func (export "run") (param $in i32) (param $length i32) (result i64)
    (local $left f64) (local $top f64) (local $step f64)
    (local $width i32) (local $height i32) (local $most i32)
    (local $out i32) (local $bytes i32) (local $to i32) (local $x i32) (local $y i32)
    (if (i32.ne (local.get $length) (i32.const 36)) (then unreachable))
    (local.set $left (f64.load (local.get $in)))
    (local.set $top (f64.load offset=8 (local.get $in)))
    (local.set $step (f64.load offset=16 (local.get $in)))
    (local.set $width (i32.load offset=24 (local.get $in)))
    (local.set $height (i32.load offset=28 (local.get $in)))
    (local.set $most (i32.load offset=32 (local.get $in)))
    ;; A side of at most 8192 keeps the product far from overflow; a count must fit in two bytes.
    (if (i32.gt_u (local.get $width) (i32.const 8192)) (then unreachable))
    (if (i32.gt_u (local.get $height) (i32.const 8192)) (then unreachable))
    (if (i32.gt_u (local.get $most) (i32.const 65535)) (then unreachable))
    (local.set $bytes
      (i32.shl (i32.mul (local.get $width) (local.get $height)) (i32.const 1)))
    (local.set $out (call $alloc (local.get $bytes)))
    (local.set $to (local.get $out))
    (block $rowsDone
      (loop $row
        (br_if $rowsDone (i32.ge_u (local.get $y) (local.get $height)))
        (local.set $x (i32.const 0))
        (block $rowDone
          (loop $column
            (br_if $rowDone (i32.ge_u (local.get $x) (local.get $width)))
            (i32.store16 (local.get $to)
              (call $escape
                (f64.add (local.get $left)
                  (f64.mul (f64.convert_i32_u (local.get $x)) (local.get $step)))
                (f64.sub (local.get $top)
                  (f64.mul (f64.convert_i32_u (local.get $y)) (local.get $step)))
                (local.get $most)))
            (local.set $to (i32.add (local.get $to) (i32.const 2)))
            (local.set $x (i32.add (local.get $x) (i32.const 1)))
            (br $column)))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $row)))
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $out)) (i64.const 32))
      (i64.extend_i32_u (local.get $bytes))))
)
