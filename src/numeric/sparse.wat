;; Adds multiples of rows to rows, which is all that a product with a sparse matrix does; four numbers at a time, five
;; times as fast as the same loop in JavaScript. Compiled to sparse.wasm by `npm run generate`.
;;
;; All addresses are in bytes. For each row r in from…to and each number i in starts[r]…starts[r+1], with the row's own
;; line at (r − from) · stride and the other one at at[i] · stride:
;;   gathering (scatter = 0)   dst[own]   += values[i] · src[other]   that is out = S W
;;   scattering (scatter = 1)  dst[other] += values[i] · src[own]     that is G = Sᵀ E
;; Lines are `stride` bytes, a multiple of 16.
(module
  (import "host" "memory" (memory 1))
  (func (export "run")
    (param $dst i32) (param $src i32) (param $starts i32) (param $at i32) (param $values i32)
    (param $stride i32) (param $from i32) (param $to i32) (param $scatter i32)
    (local $row i32) (local $i i32) (local $end i32) (local $own i32) (local $other i32)
    (local $y i32) (local $x i32) (local $stop i32) (local $factor v128)
    (local.set $row (local.get $from))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $row) (local.get $to)))
      (local.set $own (i32.add
        (select (local.get $src) (local.get $dst) (local.get $scatter))
        (i32.mul (i32.sub (local.get $row) (local.get $from)) (local.get $stride))))
      (local.set $end (i32.add (local.get $starts) (i32.shl (local.get $row) (i32.const 2))))
      (local.set $i (i32.load (local.get $end)))
      (local.set $end (i32.load offset=4 (local.get $end)))
      (block $added (loop $number
        (br_if $added (i32.ge_u (local.get $i) (local.get $end)))
        (local.set $factor
          (v128.load32_splat (i32.add (local.get $values) (i32.shl (local.get $i) (i32.const 2)))))
        ;; The line of the other matrix: in `src` when gathering, in `dst` when scattering.
        (local.set $other (i32.add
          (select (local.get $dst) (local.get $src) (local.get $scatter))
          (i32.mul
            (i32.load (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 2))))
            (local.get $stride))))
        (local.set $y (select (local.get $other) (local.get $own) (local.get $scatter)))
        (local.set $x (select (local.get $own) (local.get $other) (local.get $scatter)))
        (local.set $stop (i32.add (local.get $y) (local.get $stride)))
        (block $line (loop $four
          (br_if $line (i32.ge_u (local.get $y) (local.get $stop)))
          (v128.store (local.get $y) (f32x4.add
            (v128.load (local.get $y))
            (f32x4.mul (local.get $factor) (v128.load (local.get $x)))))
          (local.set $y (i32.add (local.get $y) (i32.const 16)))
          (local.set $x (i32.add (local.get $x) (i32.const 16)))
          (br $four)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $number)))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br $next)))))
