using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BioDL.Learning.Kernels;

/// <summary>
/// What the gradient of a convolution's weights is summed from: for each pixel the products of 16 numbers of one image with 16 of another.
/// </summary>
internal unsafe struct OuterProducts
{
    /// <summary>The first pixel of the image whose 16 numbers become columns.</summary>
    public float* Left;

    /// <summary>Floats from one row of that image to the next.</summary>
    public nint LeftRow;

    /// <summary>The first pixel of the image whose 16 numbers become rows.</summary>
    public float* Right;

    /// <summary>Floats from one row of that image to the next.</summary>
    public nint RightRow;

    /// <summary>Floats from one of its pixels to the next; those of the other image are neighbours.</summary>
    public nint RightPixel;

    /// <summary>Rows to sum over.</summary>
    public int Rows;

    /// <summary>Columns to sum over.</summary>
    public int Columns;

    /// <summary>16 × 16 sums, to which is added.</summary>
    public float* Sums;

    /// <summary>The function that adds the products, for a path.</summary>
    public static delegate*<OuterProducts*, void> For(SimdPath path) => path switch
    {
        SimdPath.Avx512 => &AddAvx512,
        SimdPath.Avx2 => &AddAvx2,
        _ => &AddPortable,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddAvx512(OuterProducts* work)
    {
        var sums = work->Sums;
        var sum0 = Vector512.Load(sums);
        var sum1 = Vector512.Load(sums + 16);
        var sum2 = Vector512.Load(sums + 32);
        var sum3 = Vector512.Load(sums + 48);
        var sum4 = Vector512.Load(sums + 64);
        var sum5 = Vector512.Load(sums + 80);
        var sum6 = Vector512.Load(sums + 96);
        var sum7 = Vector512.Load(sums + 112);
        var sum8 = Vector512.Load(sums + 128);
        var sum9 = Vector512.Load(sums + 144);
        var sum10 = Vector512.Load(sums + 160);
        var sum11 = Vector512.Load(sums + 176);
        var sum12 = Vector512.Load(sums + 192);
        var sum13 = Vector512.Load(sums + 208);
        var sum14 = Vector512.Load(sums + 224);
        var sum15 = Vector512.Load(sums + 240);
        var pixel = work->RightPixel;
        for (var row = 0; row < work->Rows; row++)
        {
            var left = work->Left + row * work->LeftRow;
            var right = work->Right + row * work->RightRow;
            for (var column = work->Columns; column > 0; column--)
            {
                var numbers = Vector512.Load(left);
                sum0 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[0]), sum0);
                sum1 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[1]), sum1);
                sum2 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[2]), sum2);
                sum3 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[3]), sum3);
                sum4 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[4]), sum4);
                sum5 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[5]), sum5);
                sum6 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[6]), sum6);
                sum7 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[7]), sum7);
                sum8 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[8]), sum8);
                sum9 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[9]), sum9);
                sum10 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[10]), sum10);
                sum11 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[11]), sum11);
                sum12 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[12]), sum12);
                sum13 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[13]), sum13);
                sum14 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[14]), sum14);
                sum15 = Avx512F.FusedMultiplyAdd(numbers, Vector512.Create(right[15]), sum15);
                left += TensorLayouts.Block;
                right += pixel;
            }
        }
        sum0.Store(sums);
        sum1.Store(sums + 16);
        sum2.Store(sums + 32);
        sum3.Store(sums + 48);
        sum4.Store(sums + 64);
        sum5.Store(sums + 80);
        sum6.Store(sums + 96);
        sum7.Store(sums + 112);
        sum8.Store(sums + 128);
        sum9.Store(sums + 144);
        sum10.Store(sums + 160);
        sum11.Store(sums + 176);
        sum12.Store(sums + 192);
        sum13.Store(sums + 208);
        sum14.Store(sums + 224);
        sum15.Store(sums + 240);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddAvx2(OuterProducts* work)
    {
        for (var first = 0; first < TensorLayouts.Block; first += 4)
        {
            var sums = work->Sums + first * TensorLayouts.Block;
            var sum0A = Vector256.Load(sums);
            var sum0B = Vector256.Load(sums + 8);
            var sum1A = Vector256.Load(sums + 16);
            var sum1B = Vector256.Load(sums + 24);
            var sum2A = Vector256.Load(sums + 32);
            var sum2B = Vector256.Load(sums + 40);
            var sum3A = Vector256.Load(sums + 48);
            var sum3B = Vector256.Load(sums + 56);
            for (var row = 0; row < work->Rows; row++)
            {
                var left = work->Left + row * work->LeftRow;
                var right = work->Right + row * work->RightRow + first;
                for (var column = work->Columns; column > 0; column--)
                {
                    var numbersA = Vector256.Load(left);
                    var numbersB = Vector256.Load(left + 8);
                    var factor0 = Vector256.Create(right[0]);
                    sum0A = Fma.MultiplyAdd(numbersA, factor0, sum0A);
                    sum0B = Fma.MultiplyAdd(numbersB, factor0, sum0B);
                    var factor1 = Vector256.Create(right[1]);
                    sum1A = Fma.MultiplyAdd(numbersA, factor1, sum1A);
                    sum1B = Fma.MultiplyAdd(numbersB, factor1, sum1B);
                    var factor2 = Vector256.Create(right[2]);
                    sum2A = Fma.MultiplyAdd(numbersA, factor2, sum2A);
                    sum2B = Fma.MultiplyAdd(numbersB, factor2, sum2B);
                    var factor3 = Vector256.Create(right[3]);
                    sum3A = Fma.MultiplyAdd(numbersA, factor3, sum3A);
                    sum3B = Fma.MultiplyAdd(numbersB, factor3, sum3B);
                    left += TensorLayouts.Block;
                    right += work->RightPixel;
                }
            }
            sum0A.Store(sums);
            sum0B.Store(sums + 8);
            sum1A.Store(sums + 16);
            sum1B.Store(sums + 24);
            sum2A.Store(sums + 32);
            sum2B.Store(sums + 40);
            sum3A.Store(sums + 48);
            sum3B.Store(sums + 56);
        }
    }

    private static void AddPortable(OuterProducts* work)
    {
        for (var first = 0; first < TensorLayouts.Block; first += 2)
        {
            var sums = work->Sums + first * TensorLayouts.Block;
            var sum0A = Vector128.Load(sums);
            var sum0B = Vector128.Load(sums + 4);
            var sum0C = Vector128.Load(sums + 8);
            var sum0D = Vector128.Load(sums + 12);
            var sum1A = Vector128.Load(sums + 16);
            var sum1B = Vector128.Load(sums + 20);
            var sum1C = Vector128.Load(sums + 24);
            var sum1D = Vector128.Load(sums + 28);
            for (var row = 0; row < work->Rows; row++)
            {
                var left = work->Left + row * work->LeftRow;
                var right = work->Right + row * work->RightRow + first;
                for (var column = work->Columns; column > 0; column--)
                {
                    var numbersA = Vector128.Load(left);
                    var numbersB = Vector128.Load(left + 4);
                    var numbersC = Vector128.Load(left + 8);
                    var numbersD = Vector128.Load(left + 12);
                    var factor0 = Vector128.Create(right[0]);
                    sum0A += numbersA * factor0;
                    sum0B += numbersB * factor0;
                    sum0C += numbersC * factor0;
                    sum0D += numbersD * factor0;
                    var factor1 = Vector128.Create(right[1]);
                    sum1A += numbersA * factor1;
                    sum1B += numbersB * factor1;
                    sum1C += numbersC * factor1;
                    sum1D += numbersD * factor1;
                    left += TensorLayouts.Block;
                    right += work->RightPixel;
                }
            }
            sum0A.Store(sums);
            sum0B.Store(sums + 4);
            sum0C.Store(sums + 8);
            sum0D.Store(sums + 12);
            sum1A.Store(sums + 16);
            sum1B.Store(sums + 20);
            sum1C.Store(sums + 24);
            sum1D.Store(sums + 28);
        }
    }
}
