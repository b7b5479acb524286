;; Compares a question with many vectors of 384 dimensions. Compiled to vectors.wasm by `npm run generate`.
;; A vector is kept twice: as 384 signs (48 bytes), whose Hamming distance is a first guess at the angle, and as 384
;; bytes with a scale, whose products rank the best of the guess. All addresses are bytes in the imported memory.
(module
  (import "host" "memory" (memory 1))

  ;; Writes signs, bytes and scales of `rows` vectors of 32-bit floats.
  (func (export "encode")
    (param $floats i32) (param $rows i32) (param $signs i32) (param $bytes i32) (param $scales i32)
    (local $end i32) (local $at i32) (local $last i32) (local $most v128) (local $peak f32) (local $factor v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $floats) (i32.mul (local.get $rows) (i32.const 1536))))
    (block $done (loop $row
      (br_if $done (i32.ge_u (local.get $floats) (local.get $end)))
      (local.set $last (i32.add (local.get $floats) (i32.const 1536)))
      ;; The component furthest from zero becomes 127.
      (local.set $most (v128.const f32x4 0 0 0 0))
      (local.set $at (local.get $floats))
      (loop $four
        (local.set $most (f32x4.max (local.get $most) (f32x4.abs (v128.load (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $four (i32.lt_u (local.get $at) (local.get $last))))
      (local.set $peak (f32.max
        (f32.max (f32x4.extract_lane 0 (local.get $most)) (f32x4.extract_lane 1 (local.get $most)))
        (f32.max (f32x4.extract_lane 2 (local.get $most)) (f32x4.extract_lane 3 (local.get $most)))))
      (f32.store (local.get $scales) (f32.div (local.get $peak) (f32.const 127)))
      (local.set $factor (f32x4.splat (select
        (f32.div (f32.const 127) (local.get $peak)) (f32.const 0) (f32.gt (local.get $peak) (f32.const 0)))))
      (local.set $at (local.get $floats))
      (loop $sixteen
        (local.set $a (v128.load (local.get $at)))
        (local.set $b (v128.load offset=16 (local.get $at)))
        (local.set $c (v128.load offset=32 (local.get $at)))
        (local.set $d (v128.load offset=48 (local.get $at)))
        (i32.store16 (local.get $signs) (i32.or
          (i32.or (i32x4.bitmask (local.get $a)) (i32.shl (i32x4.bitmask (local.get $b)) (i32.const 4)))
          (i32.or
            (i32.shl (i32x4.bitmask (local.get $c)) (i32.const 8))
            (i32.shl (i32x4.bitmask (local.get $d)) (i32.const 12)))))
        (v128.store (local.get $bytes) (i8x16.narrow_i16x8_s
          (i16x8.narrow_i32x4_s
            (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (local.get $a) (local.get $factor))))
            (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (local.get $b) (local.get $factor)))))
          (i16x8.narrow_i32x4_s
            (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (local.get $c) (local.get $factor))))
            (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (local.get $d) (local.get $factor)))))))
        (local.set $signs (i32.add (local.get $signs) (i32.const 2)))
        (local.set $bytes (i32.add (local.get $bytes) (i32.const 16)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $sixteen (i32.lt_u (local.get $at) (local.get $last))))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $floats (local.get $last))
      (br $row))))

  ;; Hamming distances (16 bits each) of the question's signs to those of `rows` vectors.
  (func $distances (param $question i32) (param $signs i32) (param $rows i32) (param $out i32)
    (local $end i32)
    (local $q0 i64) (local $q1 i64) (local $q2 i64) (local $q3 i64) (local $q4 i64) (local $q5 i64)
    (local.set $q0 (i64.load (local.get $question)))
    (local.set $q1 (i64.load offset=8 (local.get $question)))
    (local.set $q2 (i64.load offset=16 (local.get $question)))
    (local.set $q3 (i64.load offset=24 (local.get $question)))
    (local.set $q4 (i64.load offset=32 (local.get $question)))
    (local.set $q5 (i64.load offset=40 (local.get $question)))
    (local.set $end (i32.add (local.get $signs) (i32.mul (local.get $rows) (i32.const 48))))
    (block $done (loop $row
      (br_if $done (i32.ge_u (local.get $signs) (local.get $end)))
      (i32.store16 (local.get $out) (i32.wrap_i64
        (i64.add
          (i64.add
            (i64.add
              (i64.popcnt (i64.xor (local.get $q0) (i64.load (local.get $signs))))
              (i64.popcnt (i64.xor (local.get $q1) (i64.load offset=8 (local.get $signs)))))
            (i64.add
              (i64.popcnt (i64.xor (local.get $q2) (i64.load offset=16 (local.get $signs))))
              (i64.popcnt (i64.xor (local.get $q3) (i64.load offset=24 (local.get $signs))))))
          (i64.add
            (i64.popcnt (i64.xor (local.get $q4) (i64.load offset=32 (local.get $signs))))
            (i64.popcnt (i64.xor (local.get $q5) (i64.load offset=40 (local.get $signs))))))))
      (local.set $signs (i32.add (local.get $signs) (i32.const 48)))
      (local.set $out (i32.add (local.get $out) (i32.const 2)))
      (br $row))))

  ;; The (up to) `most` rows nearest by their signs among those whose label is allowed; returns how many were written.
  ;; labels: 16 bits a row; allowed: a byte a label; counts: 385 times 32 bits; out: 32 bits a row.
  (func (export "nearest")
    (param $question i32) (param $signs i32) (param $rows i32) (param $labels i32) (param $allowed i32)
    (param $most i32) (param $distances i32) (param $counts i32) (param $out i32) (result i32)
    (local $row i32) (local $distance i32) (local $cut i32) (local $sum i32) (local $room i32) (local $first i32)
    (call $distances (local.get $question) (local.get $signs) (local.get $rows) (local.get $distances))
    (memory.fill (local.get $counts) (i32.const 0) (i32.const 1540))
    (block $counted (loop $count
      (br_if $counted (i32.ge_u (local.get $row) (local.get $rows)))
      (if (i32.load8_u (i32.add (local.get $allowed)
            (i32.load16_u (i32.add (local.get $labels) (i32.shl (local.get $row) (i32.const 1))))))
        (then
          (local.set $distance (i32.add (local.get $counts) (i32.shl
            (i32.load16_u (i32.add (local.get $distances) (i32.shl (local.get $row) (i32.const 1))))
            (i32.const 2))))
          (i32.store (local.get $distance) (i32.add (i32.load (local.get $distance)) (i32.const 1)))))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br $count)))
    ;; All below the distance `cut` fit, and some at it.
    (block $found (loop $next
      (br_if $found (i32.gt_u (local.get $cut) (i32.const 384)))
      (local.set $distance (i32.load (i32.add (local.get $counts) (i32.shl (local.get $cut) (i32.const 2)))))
      (br_if $found (i32.gt_u (i32.add (local.get $sum) (local.get $distance)) (local.get $most)))
      (local.set $sum (i32.add (local.get $sum) (local.get $distance)))
      (local.set $cut (i32.add (local.get $cut) (i32.const 1)))
      (br $next)))
    (local.set $room (i32.sub (local.get $most) (local.get $sum)))
    (local.set $first (local.get $out))
    (local.set $row (i32.const 0))
    (block $taken (loop $take
      (br_if $taken (i32.ge_u (local.get $row) (local.get $rows)))
      (local.set $distance
        (i32.load16_u (i32.add (local.get $distances) (i32.shl (local.get $row) (i32.const 1)))))
      (if (i32.le_u (local.get $distance) (local.get $cut))
        (then (if (i32.load8_u (i32.add (local.get $allowed)
            (i32.load16_u (i32.add (local.get $labels) (i32.shl (local.get $row) (i32.const 1))))))
          (then
            (if (i32.or (i32.lt_u (local.get $distance) (local.get $cut)) (i32.gt_s (local.get $room) (i32.const 0)))
              (then
                (if (i32.eq (local.get $distance) (local.get $cut))
                  (then (local.set $room (i32.sub (local.get $room) (i32.const 1)))))
                (i32.store (local.get $out) (local.get $row))
                (local.set $out (i32.add (local.get $out) (i32.const 4)))))))))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br $take)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $first)) (i32.const 2)))

  ;; Products (32 bits each) of the question's bytes with those of the rows in a list.
  (func (export "products")
    (param $question i32) (param $bytes i32) (param $list i32) (param $count i32) (param $out i32)
    (local $end i32) (local $vector i32) (local $at i32) (local $a v128) (local $b v128) (local $sum v128)
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 2))))
    (block $done (loop $row
      (br_if $done (i32.ge_u (local.get $list) (local.get $end)))
      (local.set $vector (i32.add (local.get $bytes) (i32.mul (i32.load (local.get $list)) (i32.const 384))))
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (local.set $at (i32.const 0))
      (loop $sixteen
        (local.set $a (v128.load (i32.add (local.get $question) (local.get $at))))
        (local.set $b (v128.load (i32.add (local.get $vector) (local.get $at))))
        (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $a)) (i16x8.extend_low_i8x16_s (local.get $b)))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $a)) (i16x8.extend_high_i8x16_s (local.get $b))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $sixteen (i32.lt_u (local.get $at) (i32.const 384))))
      (i32.store (local.get $out) (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
        (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $list (i32.add (local.get $list) (i32.const 4)))
      (br $row)))))
