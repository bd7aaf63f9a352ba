;; Paths of an arithmetic Asian call option on a binomial walk. Input and output: README.md beside this file.
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

  ;; SplitMix64's mixing of one state into 64 random bits.
  (func $mix (param $z i64) (result i64)
    (local.set $z
      (i64.mul
        (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 30)))
        (i64.const 0xBF58476D1CE4E5B9)))
    (local.set $z
      (i64.mul
        (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 27)))
        (i64.const 0x94D049BB133111EB)))
    (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 31))))

  ;; What the path of the given number pays. It draws from a generator of its own, so that any path can
  ;; be walked on any machine: word k of path p is mix(mix(seed + (p+1)*g) + (k+1)*g).
  (func $payoff
    (param $seed i64) (param $path i64) (param $steps i32)
    (param $price f64) (param $up f64) (param $down f64) (param $chance i64) (param $strike f64)
    (result f64)
    (local $state i64) (local $sum f64) (local $left i32) (local $gain f64)
    (local.set $state
      (call $mix
        (i64.add (local.get $seed)
          (i64.mul
            (i64.add (local.get $path) (i64.const 1))
            (i64.const 0x9E3779B97F4A7C15)))))
    (local.set $left (local.get $steps))
    (loop $step
      (local.set $state (i64.add (local.get $state) (i64.const 0x9E3779B97F4A7C15)))
      (local.set $price
        (f64.mul (local.get $price)
          (select (local.get $up) (local.get $down)
            (i64.lt_u
              (i64.shr_u (call $mix (local.get $state)) (i64.const 32))
              (local.get $chance)))))
      (local.set $sum (f64.add (local.get $sum) (local.get $price)))
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $step (local.get $left)))
    (local.set $gain
      (f64.sub
        (f64.div (local.get $sum) (f64.convert_i32_u (local.get $steps)))
        (local.get $strike)))
    (select (local.get $gain) (f64.const 0) (f64.gt (local.get $gain) (f64.const 0))))

  (func (export "run") (param $in i32) (param $length i32) (result i64)
    (local $out i32) (local $paths i32) (local $path i64) (local $gain f64)
    (local $sum f64) (local $squares f64)
    (if (i32.ne (local.get $length) (i32.const 60)) (then unreachable))
    (local.set $path (i64.load offset=8 (local.get $in)))
    (local.set $paths (i32.load offset=16 (local.get $in)))
    (if (i32.eqz (i32.load offset=20 (local.get $in))) (then unreachable))
    (local.set $out (call $alloc (i32.const 24)))
    (i64.store (local.get $out) (i64.extend_i32_u (local.get $paths)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $paths)))
        (local.set $gain
          (call $payoff
            (i64.load (local.get $in))
            (local.get $path)
            (i32.load offset=20 (local.get $in))
            (f64.load offset=24 (local.get $in))
            (f64.load offset=32 (local.get $in))
            (f64.load offset=40 (local.get $in))
            (i64.load32_u offset=56 (local.get $in))
            (f64.load offset=48 (local.get $in))))
        (local.set $sum (f64.add (local.get $sum) (local.get $gain)))
        (local.set $squares
          (f64.add (local.get $squares) (f64.mul (local.get $gain) (local.get $gain))))
        (local.set $path (i64.add (local.get $path) (i64.const 1)))
        (local.set $paths (i32.sub (local.get $paths) (i32.const 1)))
        (br $next)))
    ;; A sum that overflowed to "not a number" has machine-dependent bits.
    (if (f64.ne (local.get $sum) (local.get $sum)) (then unreachable))
    (if (f64.ne (local.get $squares) (local.get $squares)) (then unreachable))
    (f64.store offset=8 (local.get $out) (local.get $sum))
    (f64.store offset=16 (local.get $out) (local.get $squares))
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $out)) (i64.const 32))
      (i64.const 24)))
)
