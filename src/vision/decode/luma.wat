;; The brightness of RGB pixels, sixteen at a time. scripts/build-kernels.ts assembles it to luma.wasm, which is used at
;; run time.
(module
  ;; luma.ts defines its layout.
  (memory (export "memory") 2)

  ;; Luma of $count RGB pixels at $from, a byte each at $to; a multiple of 16 of them.
  (func (export "luma") (param $from i32) (param $count i32) (param $to i32)
    (local $end i32)
    ;; 48 bytes: RGBRGB…
    (local $a v128) (local $b v128) (local $c v128)
    (local $red v128) (local $green v128) (local $blue v128)
    (local.set $end (i32.add (local.get $to) (local.get $count)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $to) (local.get $end)))
        (local.set $a (v128.load (local.get $from)))
        (local.set $b (v128.load offset=16 (local.get $from)))
        (local.set $c (v128.load offset=32 (local.get $from)))
        (local.set $red (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 17 20 23 26 29
          (i8x16.shuffle 0 3 6 9 12 15 18 21 24 27 30 0 0 0 0 0 (local.get $a) (local.get $b)) (local.get $c)))
        (local.set $green (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 18 21 24 27 30
          (i8x16.shuffle 1 4 7 10 13 16 19 22 25 28 31 0 0 0 0 0 (local.get $a) (local.get $b)) (local.get $c)))
        (local.set $blue (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 16 19 22 25 28 31
          (i8x16.shuffle 2 5 8 11 14 17 20 23 26 29 0 0 0 0 0 0 (local.get $a) (local.get $b)) (local.get $c)))
        (v128.store (local.get $to)
          (i8x16.narrow_i16x8_u
            (i16x8.shr_u
              (i16x8.add
                (i16x8.add
                  (i16x8.extmul_low_i8x16_u (local.get $red) (v128.const i8x16 77 77 77 77 77 77 77 77 77 77 77 77 77 77 77 77))
                  (i16x8.extmul_low_i8x16_u (local.get $green) (v128.const i8x16 150 150 150 150 150 150 150 150 150 150 150 150 150 150 150 150)))
                (i16x8.add
                  (i16x8.extmul_low_i8x16_u (local.get $blue) (v128.const i8x16 29 29 29 29 29 29 29 29 29 29 29 29 29 29 29 29))
                  (v128.const i16x8 128 128 128 128 128 128 128 128)))
              (i32.const 8))
            (i16x8.shr_u
              (i16x8.add
                (i16x8.add
                  (i16x8.extmul_high_i8x16_u (local.get $red) (v128.const i8x16 77 77 77 77 77 77 77 77 77 77 77 77 77 77 77 77))
                  (i16x8.extmul_high_i8x16_u (local.get $green) (v128.const i8x16 150 150 150 150 150 150 150 150 150 150 150 150 150 150 150 150)))
                (i16x8.add
                  (i16x8.extmul_high_i8x16_u (local.get $blue) (v128.const i8x16 29 29 29 29 29 29 29 29 29 29 29 29 29 29 29 29))
                  (v128.const i16x8 128 128 128 128 128 128 128 128)))
              (i32.const 8))))
        (local.set $from (i32.add (local.get $from) (i32.const 48)))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (br $each)))))
