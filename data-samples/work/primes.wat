;; The primes of an interval, by a segmented sieve. Input and output: README.md beside this file.
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

  ;; A byte for each number from $from on: 0 while it may be prime. Marks the multiples of $by.
  (func $strike (param $marks i32) (param $from i64) (param $count i32) (param $by i64)
    (local $first i64) (local $at i64)
    ;; From the larger of by*by and the first multiple in the interval.
    (local.set $first
      (i64.mul
        (i64.div_u
          (i64.sub (i64.add (local.get $from) (local.get $by)) (i64.const 1))
          (local.get $by))
        (local.get $by)))
    (if (i64.lt_u (local.get $first) (i64.mul (local.get $by) (local.get $by)))
      (then (local.set $first (i64.mul (local.get $by) (local.get $by)))))
    (local.set $at (i64.sub (local.get $first) (local.get $from)))
    (block $done
      (loop $next
        (br_if $done (i64.ge_u (local.get $at) (i64.extend_i32_u (local.get $count))))
        (i32.store8
          (i32.add (local.get $marks) (i32.wrap_i64 (local.get $at)))
          (i32.const 1))
        (local.set $at (i64.add (local.get $at) (local.get $by)))
        (br $next))))

  (func (export "run") (param $in i32) (param $length i32) (result i64)
    (local $from i64) (local $count i32) (local $end i64)
    (local $marks i32) (local $small i32) (local $root i64) (local $by i64)
    (local $at i32) (local $out i32)
    (local $primes i64) (local $sum i64) (local $largest i64) (local $gap i64) (local $number i64)
    (if (i32.ne (local.get $length) (i32.const 12)) (then unreachable))
    (local.set $from (i64.load (local.get $in)))
    (local.set $count (i32.load offset=8 (local.get $in)))
    ;; Up to 2^40, so that the table of small factors is at most 1 MiB.
    (if (i64.gt_u (local.get $from) (i64.const 0x10000000000)) (then unreachable))
    (if (i32.gt_u (local.get $count) (i32.const 0x1000000)) (then unreachable))
    (local.set $end (i64.add (local.get $from) (i64.extend_i32_u (local.get $count))))
    (local.set $root
      (i64.add
        (i64.trunc_f64_u (f64.sqrt (f64.convert_i64_u (local.get $end))))
        (i64.const 1)))
    (local.set $marks (call $alloc (local.get $count)))
    (local.set $small (call $alloc (i32.wrap_i64 (i64.add (local.get $root) (i64.const 1)))))
    (memory.fill (local.get $marks) (i32.const 0) (local.get $count))
    (memory.fill (local.get $small) (i32.const 0)
      (i32.wrap_i64 (i64.add (local.get $root) (i64.const 1))))
    ;; 0 and 1 are not prime.
    (local.set $number (local.get $from))
    (block $begun
      (loop $next
        (br_if $begun (i64.gt_u (local.get $number) (i64.const 1)))
        (br_if $begun (i64.ge_u (local.get $number) (local.get $end)))
        (i32.store8
          (i32.add (local.get $marks) (i32.wrap_i64 (i64.sub (local.get $number) (local.get $from))))
          (i32.const 1))
        (local.set $number (i64.add (local.get $number) (i64.const 1)))
        (br $next)))
    ;; Every prime up to the root strikes its multiples, among the small numbers and in the interval.
    (local.set $by (i64.const 2))
    (block $struck
      (loop $next
        (br_if $struck (i64.gt_u (local.get $by) (local.get $root)))
        (if
          (i32.eqz
            (i32.load8_u (i32.add (local.get $small) (i32.wrap_i64 (local.get $by)))))
          (then
            (call $strike (local.get $small) (i64.const 0)
              (i32.wrap_i64 (i64.add (local.get $root) (i64.const 1)))
              (local.get $by))
            (call $strike (local.get $marks) (local.get $from) (local.get $count) (local.get $by))))
        (local.set $by (i64.add (local.get $by) (i64.const 1)))
        (br $next)))
    (block $counted
      (loop $next
        (br_if $counted (i32.ge_u (local.get $at) (local.get $count)))
        (if (i32.eqz (i32.load8_u (i32.add (local.get $marks) (local.get $at))))
          (then
            (local.set $number
              (i64.add (local.get $from) (i64.extend_i32_u (local.get $at))))
            (if (i64.ne (local.get $largest) (i64.const 0))
              (then
                (if
                  (i64.gt_u (i64.sub (local.get $number) (local.get $largest)) (local.get $gap))
                  (then
                    (local.set $gap (i64.sub (local.get $number) (local.get $largest)))))))
            (local.set $primes (i64.add (local.get $primes) (i64.const 1)))
            (local.set $sum (i64.add (local.get $sum) (local.get $number)))
            (local.set $largest (local.get $number))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.set $out (call $alloc (i32.const 32)))
    (i64.store (local.get $out) (local.get $primes))
    (i64.store offset=8 (local.get $out) (local.get $sum))
    (i64.store offset=16 (local.get $out) (local.get $largest))
    (i64.store offset=24 (local.get $out) (local.get $gap))
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $out)) (i64.const 32))
      (i64.const 32)))
)
