;; Enlarges pictures by cubic interpolation: columns first, then rows, four source pixels each. libvips uses all
;; sixteen for every pixel, one number at a time. scripts/build-kernels.ts assembles it to enlarge.wasm, which is used
;; at run time.
;;
;; Weights are int16 with 2^14 as one; those of a pixel sum to 2^14. No sum overflows: the absolute values of the four
;; sum to less than 2^15, so the result is below 255 · 2^15.
(module
  ;; enlarge.ts defines its layout.
  (memory (export "memory") 20)

  ;; Resamples each of $rows RGB rows of $stride bytes at $from to 320 pixels at $to. $starts: for each pixel
  ;; the offset of its first source pixel in the row, in bytes, int32. $weights: 4 int16 each.
  ;; Reads up to 4 bytes after the last input row, writes 1 byte after the last output row.
  (func (export "columns")
    (param $from i32) (param $rows i32) (param $stride i32) (param $starts i32) (param $weights i32) (param $to i32)
    (local $column i32)
    (local $source v128)      ;; RGBRGBRGBRGB and four unused bytes
    (local $sum v128)
    (block $done
      (loop $each_row
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $column (i32.const 0))
        (loop $each_column
          (local.set $source (v128.load
            (i32.add (local.get $from)
              (i32.load (i32.add (local.get $starts) (i32.shl (local.get $column) (i32.const 2)))))))
          ;; The first two pixels by channel, widened to int16, times their weights, summed in pairs; then the
          ;; other two.
          (local.set $sum (i32x4.add
            (i32x4.dot_i16x8_s
              (i8x16.shuffle 0 16 3 16 1 16 4 16 2 16 5 16 16 16 16 16 (local.get $source) (v128.const i32x4 0 0 0 0))
              (v128.load32_splat (i32.add (local.get $weights) (i32.shl (local.get $column) (i32.const 3)))))
            (i32x4.dot_i16x8_s
              (i8x16.shuffle 6 16 9 16 7 16 10 16 8 16 11 16 16 16 16 16 (local.get $source) (v128.const i32x4 0 0 0 0))
              (v128.load32_splat offset=4 (i32.add (local.get $weights) (i32.shl (local.get $column) (i32.const 3)))))))
          (local.set $sum (i32x4.shr_s
            (i32x4.add (local.get $sum) (v128.const i32x4 8192 8192 8192 8192)) (i32.const 14)))
          (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
          ;; Three bytes and an unused one, which the next pixel overwrites.
          (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
          (local.set $to (i32.add (local.get $to) (i32.const 3)))
          (local.set $column (i32.add (local.get $column) (i32.const 1)))
          (br_if $each_column (i32.ne (local.get $column) (i32.const 320))))
        (local.set $from (i32.add (local.get $from) (local.get $stride)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $each_row))))

  ;; Computes 320 rows of 960 bytes at $to, each from four rows of 960 bytes. $starts: for each row the offset of the
  ;; first of the four, int32. $weights: 4 int16 each.
  (func (export "rows") (param $starts i32) (param $weights i32) (param $to i32)
    (local $end i32)
    (local $row_end i32)
    (local $from i32)
    (local $first v128)       ;; weights of the first two rows, repeated four times
    (local $second v128)      ;; weights of the other two rows
    (local $a v128) (local $b v128)
    (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $to) (i32.const 307200)))
    (loop $each_row
      (local.set $from (i32.load (local.get $starts)))
      (local.set $first (v128.load32_splat (local.get $weights)))
      (local.set $second (v128.load32_splat offset=4 (local.get $weights)))
      (local.set $row_end (i32.add (local.get $to) (i32.const 960)))
      (loop $each_part
        ;; Eight bytes of each row, widened to int16; rows in pairs.
        (local.set $a (v128.load8x8_u (local.get $from)))
        (local.set $b (v128.load8x8_u offset=960 (local.get $from)))
        (local.set $c (v128.load8x8_u offset=1920 (local.get $from)))
        (local.set $d (v128.load8x8_u offset=2880 (local.get $from)))
        (v128.store64_lane 0 (local.get $to)
          (call $bytes
            (i32x4.add
              (i32x4.dot_i16x8_s (local.get $first)
                (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $a) (local.get $b)))
              (i32x4.dot_i16x8_s (local.get $second)
                (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $c) (local.get $d))))
            (i32x4.add
              (i32x4.dot_i16x8_s (local.get $first)
                (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $a) (local.get $b)))
              (i32x4.dot_i16x8_s (local.get $second)
                (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $c) (local.get $d))))))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br_if $each_part (i32.ne (local.get $to) (local.get $row_end))))
      (local.set $starts (i32.add (local.get $starts) (i32.const 4)))
      (local.set $weights (i32.add (local.get $weights) (i32.const 8)))
      (br_if $each_row (i32.ne (local.get $to) (local.get $end)))))

  ;; Rounds eight sums to bytes, 0 to 255; twice.
  (func $bytes (param $low v128) (param $high v128) (result v128)
    (local.set $low (i16x8.narrow_i32x4_s
      (i32x4.shr_s (i32x4.add (local.get $low) (v128.const i32x4 8192 8192 8192 8192)) (i32.const 14))
      (i32x4.shr_s (i32x4.add (local.get $high) (v128.const i32x4 8192 8192 8192 8192)) (i32.const 14))))
    (i8x16.narrow_i16x8_u (local.get $low) (local.get $low))))
