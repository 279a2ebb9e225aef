;; Dot product of every stored embedding with one direction: the only step of similarity and phrase search whose cost
;; grows with the library. scripts/build-kernels.ts assembles it to dot.wasm, which is used at run time.
;;
;; Processes row after row in memory order, limited by memory bandwidth. Processing several rows at a time was measured
;; to be slower.
;;
;; No sum overflows: 496 products of an int8 and an int16 are below 2^31 in absolute value (256: 2^30).
(module
  ;; Exposed by kernel.ts; embedding-table.ts defines its layout and grows it.
  (memory (export "memory") 1)

  ;; $row: count × size int8. $direction: size int16. $out: count × int32. Each is an offset in memory, in
  ;; bytes, not necessarily aligned; $out does not overlap the others. $size is a multiple of 16, above 0.
  (func (export "dots") (param $row i32) (param $count i32) (param $size i32) (param $direction i32) (param $out i32)
    (local $out_end i32)
    (local $direction_end i32)
    (local $part i32)         ;; offset of the next 16 numbers of the direction
    (local $a v128)           ;; four partial sums of the row, int32,
    (local $b v128)           ;; and four more, so that additions do not depend on each other
    (local.set $out_end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $direction_end (i32.add (local.get $direction) (i32.shl (local.get $size) (i32.const 1))))
    (block $done
      (loop $rows
        (br_if $done (i32.eq (local.get $out) (local.get $out_end)))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $part (local.get $direction))
        (loop $parts
          ;; Eight numbers of the row, widened to int16, times eight of the direction, summed in pairs.
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (v128.load (local.get $part)) (v128.load8x8_s (local.get $row)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $part)) (v128.load8x8_s offset=8 (local.get $row)))))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (local.set $part (i32.add (local.get $part) (i32.const 32)))
          (br_if $parts (i32.ne (local.get $part) (local.get $direction_end))))
        ;; Reduce eight sums to four, two and one.
        (local.set $a (i32x4.add (local.get $a) (local.get $b)))
        (local.set $a (i32x4.add (local.get $a)
          (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $a) (local.get $a))))
        (i32.store (local.get $out)
          (i32.add (i32x4.extract_lane 0 (local.get $a)) (i32x4.extract_lane 1 (local.get $a))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $rows)))))
