;; Dot product of every stored embedding with one direction: the only step of similarity and phrase search whose cost
;; grows with the library. scripts/build-kernels.ts assembles it to dot.wasm, which is used at run time.
;;
;; The rows are read as eight streams of equal length, far apart in memory. A single stream waits for memory most of the
;; time; eight take half the time, and share each load of the direction. Eight adjacent rows at a time were measured to
;; be as slow as one. What is left over by the division into eight follows row after row.
;;
;; No sum overflows: 496 products of an int8 and an int16 are below 2^31 in absolute value (256: 2^30), and for larger
;; embeddings embedding-table.ts takes smaller directions.
(module
  ;; Exposed by kernel.ts; embedding-table.ts defines its layout and grows it.
  (memory (export "memory") 1)

  ;; $row: count × size int8. $direction: size int16. $out: count × int32. Each is an offset in memory, in
  ;; bytes, not necessarily aligned; $out does not overlap the others. $size is a multiple of 16, above 0.
  (func (export "dots") (param $row i32) (param $count i32) (param $size i32) (param $direction i32) (param $out i32)
    (local $each i32)         ;; rows of each stream
    (local $stream i32)       ;; their bytes
    (local $out_stream i32)   ;; the bytes of their results
    (local.set $each (i32.shr_u (local.get $count) (i32.const 3)))
    (local.set $stream (i32.mul (local.get $each) (local.get $size)))
    (local.set $out_stream (i32.shl (local.get $each) (i32.const 2)))
    (call $streams (local.get $row) (local.get $stream) (local.get $size) (local.get $direction)
      (local.get $out) (local.get $out_stream))
    (call $rows
      (i32.add (local.get $row) (i32.shl (local.get $stream) (i32.const 3)))
      (i32.and (local.get $count) (i32.const 7))
      (local.get $size)
      (local.get $direction)
      (i32.add (local.get $out) (i32.shl (local.get $out_stream) (i32.const 3)))))

  ;; Eight streams of $stream bytes, one after the other in memory; so are their results.
  (func $streams (param $row i32) (param $stream i32) (param $size i32) (param $direction i32) (param $out i32)
    (param $out_stream i32)
    (local $end i32)
    (local $direction_end i32)
    (local $part i32)         ;; offset of the next 16 numbers of the direction,
    (local $low v128)         ;; its first eight
    (local $high v128)        ;; and its last eight
    ;; Of each stream: the offset of the next 16 numbers, and four partial sums, int32.
    (local $a i32) (local $sum_a v128)
    (local $b i32) (local $sum_b v128)
    (local $c i32) (local $sum_c v128)
    (local $d i32) (local $sum_d v128)
    (local $e i32) (local $sum_e v128)
    (local $f i32) (local $sum_f v128)
    (local $g i32) (local $sum_g v128)
    (local $h i32) (local $sum_h v128)
    (local.set $end (i32.add (local.get $row) (local.get $stream)))
    (local.set $direction_end (i32.add (local.get $direction) (i32.shl (local.get $size) (i32.const 1))))
    (local.set $a (local.get $row))
    (local.set $b (i32.add (local.get $a) (local.get $stream)))
    (local.set $c (i32.add (local.get $b) (local.get $stream)))
    (local.set $d (i32.add (local.get $c) (local.get $stream)))
    (local.set $e (i32.add (local.get $d) (local.get $stream)))
    (local.set $f (i32.add (local.get $e) (local.get $stream)))
    (local.set $g (i32.add (local.get $f) (local.get $stream)))
    (local.set $h (i32.add (local.get $g) (local.get $stream)))
    (block $done
      (loop $rows
        (br_if $done (i32.eq (local.get $a) (local.get $end)))
        (local.set $sum_a (v128.const i32x4 0 0 0 0))
        (local.set $sum_b (v128.const i32x4 0 0 0 0))
        (local.set $sum_c (v128.const i32x4 0 0 0 0))
        (local.set $sum_d (v128.const i32x4 0 0 0 0))
        (local.set $sum_e (v128.const i32x4 0 0 0 0))
        (local.set $sum_f (v128.const i32x4 0 0 0 0))
        (local.set $sum_g (v128.const i32x4 0 0 0 0))
        (local.set $sum_h (v128.const i32x4 0 0 0 0))
        (local.set $part (local.get $direction))
        (loop $parts
          (local.set $low (v128.load (local.get $part)))
          (local.set $high (v128.load offset=16 (local.get $part)))
          ;; Eight numbers of the row, widened to int16, times eight of the direction, summed in pairs.
          (local.set $sum_a (i32x4.add (local.get $sum_a) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $a)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $a))))))
          (local.set $sum_b (i32x4.add (local.get $sum_b) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $b)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $b))))))
          (local.set $sum_c (i32x4.add (local.get $sum_c) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $c)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $c))))))
          (local.set $sum_d (i32x4.add (local.get $sum_d) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $d)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $d))))))
          (local.set $sum_e (i32x4.add (local.get $sum_e) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $e)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $e))))))
          (local.set $sum_f (i32x4.add (local.get $sum_f) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $f)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $f))))))
          (local.set $sum_g (i32x4.add (local.get $sum_g) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $g)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $g))))))
          (local.set $sum_h (i32x4.add (local.get $sum_h) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $h)))
            (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $h))))))
          (local.set $a (i32.add (local.get $a) (i32.const 16)))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (local.set $c (i32.add (local.get $c) (i32.const 16)))
          (local.set $d (i32.add (local.get $d) (i32.const 16)))
          (local.set $e (i32.add (local.get $e) (i32.const 16)))
          (local.set $f (i32.add (local.get $f) (i32.const 16)))
          (local.set $g (i32.add (local.get $g) (i32.const 16)))
          (local.set $h (i32.add (local.get $h) (i32.const 16)))
          (local.set $part (i32.add (local.get $part) (i32.const 32)))
          (br_if $parts (i32.ne (local.get $part) (local.get $direction_end))))
        (local.set $row (local.get $out))
        (i32.store (local.get $row) (call $total (local.get $sum_a)))
        (local.set $row (i32.add (local.get $row) (local.get $out_stream)))
        (i32.store (local.get $row) (call $total (local.get $sum_b)))
        (local.set $row (i32.add (local.get $row) (local.get $out_stream)))
        (i32.store (local.get $row) (call $total (local.get $sum_c)))
        (local.set $row (i32.add (local.get $row) (local.get $out_stream)))
        (i32.store (local.get $row) (call $total (local.get $sum_d)))
        (local.set $row (i32.add (local.get $row) (local.get $out_stream)))
        (i32.store (local.get $row) (call $total (local.get $sum_e)))
        (local.set $row (i32.add (local.get $row) (local.get $out_stream)))
        (i32.store (local.get $row) (call $total (local.get $sum_f)))
        (local.set $row (i32.add (local.get $row) (local.get $out_stream)))
        (i32.store (local.get $row) (call $total (local.get $sum_g)))
        (local.set $row (i32.add (local.get $row) (local.get $out_stream)))
        (i32.store (local.get $row) (call $total (local.get $sum_h)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $rows))))

  ;; Row after row; $out as for "dots".
  (func $rows (param $row i32) (param $count i32) (param $size i32) (param $direction i32) (param $out i32)
    (local $out_end i32)
    (local $direction_end i32)
    (local $part i32)
    (local $sum v128)
    (local.set $out_end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $direction_end (i32.add (local.get $direction) (i32.shl (local.get $size) (i32.const 1))))
    (block $done
      (loop $rows
        (br_if $done (i32.eq (local.get $out) (local.get $out_end)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $part (local.get $direction))
        (loop $parts
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
            (i32x4.dot_i16x8_s (v128.load (local.get $part)) (v128.load8x8_s (local.get $row)))
            (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $part)) (v128.load8x8_s offset=8 (local.get $row))))))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (local.set $part (i32.add (local.get $part) (i32.const 32)))
          (br_if $parts (i32.ne (local.get $part) (local.get $direction_end))))
        (i32.store (local.get $out) (call $total (local.get $sum)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $rows))))

  ;; The sum of four int32.
  (func $total (param $sums v128) (result i32)
    (local.set $sums (i32x4.add (local.get $sums)
      (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $sums) (local.get $sums))))
    (i32.add (i32x4.extract_lane 0 (local.get $sums)) (i32x4.extract_lane 1 (local.get $sums)))))
