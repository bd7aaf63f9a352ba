;; Points thrown at the unit square: how many fall into the quarter of the circle? Four times their share is pi.
;;
;; Input, little-endian: seed u64, first point u64, points u32. Output: points u64, hits u64.
;;
;; Point p is the same on every machine and in every split: its coordinates are SplitMix64's numbers 2p + 1 and 2p + 2
;; after the seed, of which the upper 32 bits count.
(module
  (memory (export "memory") 1)

  (func (export "alloc") (param i32) (result i32) i32.const 1024)

  ;; SplitMix64's mixing (Steele, Lea, Flood 2014), shifted to 32 bits.
  (func $upper (param $z i64) (result i64)
    (local.set $z (i64.mul
      (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 30)))
      (i64.const 0xBF58476D1CE4E5B9)))
    (local.set $z (i64.mul
      (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 27)))
      (i64.const 0x94D049BB133111EB)))
    (i64.shr_u (i64.xor (local.get $z) (i64.shr_u (local.get $z) (i64.const 31))) (i64.const 32)))

  (func (export "run") (param $at i32) (param $length i32) (result i64)
    (local $state i64) (local $left i32) (local $hits i64) (local $x f64) (local $y f64)
    (if (i32.ne (local.get $length) (i32.const 20)) (then (unreachable)))
    ;; seed + 2 * first * gamma
    (local.set $state (i64.add
      (i64.load (local.get $at))
      (i64.mul
        (i64.shl (i64.load offset=8 (local.get $at)) (i64.const 1))
        (i64.const 0x9E3779B97F4A7C15))))
    (local.set $left (i32.load offset=16 (local.get $at)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $left)))
        (local.set $state (i64.add (local.get $state) (i64.const 0x9E3779B97F4A7C15)))
        ;; To the middle of one of 2^32 cells: exact in f64.
        (local.set $x (f64.add (f64.convert_i64_u (call $upper (local.get $state))) (f64.const 0.5)))
        (local.set $state (i64.add (local.get $state) (i64.const 0x9E3779B97F4A7C15)))
        (local.set $y (f64.add (f64.convert_i64_u (call $upper (local.get $state))) (f64.const 0.5)))
        (if (f64.le
              (f64.add (f64.mul (local.get $x) (local.get $x)) (f64.mul (local.get $y) (local.get $y)))
              (f64.const 18446744073709551616))
          (then (local.set $hits (i64.add (local.get $hits) (i64.const 1)))))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br $next)))
    (i64.store (i32.const 2048) (i64.load32_u offset=16 (local.get $at)))
    (i64.store (i32.const 2056) (local.get $hits))
    ;; 2048 << 32 | 16
    (i64.const 0x80000000010)))
