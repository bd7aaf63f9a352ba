;; An epidemic for each row of parameters: the SIR model (Kermack and McKendrick 1927) in steps of a tenth of a day, from
;; one infected in a million, for at most 2000 days.
;;
;; Input, little-endian: rows u32, then for each row beta f64 (infections a day and infected) and gamma f64 (recoveries a
;; day). Output, for each row: beta f64, gamma f64, the largest share infected at once f64, its day f64, the share ever
;; infected f64.
(module
  (memory (export "memory") 2)

  (func (export "alloc") (param i32) (result i32) i32.const 16)

  (func (export "run") (param $at i32) (param $length i32) (result i64)
    (local $rows i32) (local $in i32) (local $out i32) (local $step i32)
    (local $beta f64) (local $gamma f64) (local $s f64) (local $i f64)
    (local $infected f64) (local $recovered f64) (local $peak f64) (local $day f64)
    (local.set $rows (i32.load (local.get $at)))
    (if (i32.or
          (i32.gt_u (local.get $rows) (i32.const 1000))
          (i32.ne (local.get $length) (i32.add (i32.const 4) (i32.mul (local.get $rows) (i32.const 16)))))
      (then (unreachable)))
    (local.set $in (i32.add (local.get $at) (i32.const 4)))
    (local.set $out (i32.const 32768))
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $beta (f64.load (local.get $in)))
        (local.set $gamma (f64.load offset=8 (local.get $in)))
        (local.set $i (f64.const 1e-6))
        (local.set $s (f64.sub (f64.const 1) (local.get $i)))
        (local.set $peak (local.get $i))
        (local.set $day (f64.const 0))
        (local.set $step (i32.const 0))
        (block $over
          (loop $tenth
            (br_if $over (i32.ge_u (local.get $step) (i32.const 20000)))
            (local.set $step (i32.add (local.get $step) (i32.const 1)))
            (local.set $infected (f64.mul (f64.mul (f64.mul
              (local.get $beta) (local.get $s)) (local.get $i)) (f64.const 0.1)))
            (local.set $recovered (f64.mul (f64.mul (local.get $gamma) (local.get $i)) (f64.const 0.1)))
            (local.set $s (f64.sub (local.get $s) (local.get $infected)))
            (local.set $i (f64.sub (f64.add (local.get $i) (local.get $infected)) (local.get $recovered)))
            (if (f64.gt (local.get $i) (local.get $peak))
              (then
                (local.set $peak (local.get $i))
                (local.set $day (f64.div (f64.convert_i32_u (local.get $step)) (f64.const 10)))))
            (br $tenth)))
        ;; Which NaN arithmetic makes is not the same everywhere, so none is given out.
        (if (f64.ne (f64.add (local.get $s) (local.get $peak)) (f64.add (local.get $s) (local.get $peak)))
          (then (unreachable)))
        (f64.store (local.get $out) (local.get $beta))
        (f64.store offset=8 (local.get $out) (local.get $gamma))
        (f64.store offset=16 (local.get $out) (local.get $peak))
        (f64.store offset=24 (local.get $out) (local.get $day))
        (f64.store offset=32 (local.get $out) (f64.sub (f64.const 1) (local.get $s)))
        (local.set $in (i32.add (local.get $in) (i32.const 16)))
        (local.set $out (i32.add (local.get $out) (i32.const 40)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $row)))
    ;; 32768 << 32 | length
    (i64.or
      (i64.const 0x800000000000)
      (i64.extend_i32_u (i32.sub (local.get $out) (i32.const 32768))))))
