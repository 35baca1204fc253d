using System.Numerics;
using System.Runtime.CompilerServices;

namespace BioDL.Classical;

/// <summary>
/// Convolution of one row at a time, with several kernels at once so that every value is loaded once for all of them. Rows are worked off in whole vectors:
/// buffers reach a vector further than their values, and a pixel's result never depends on where in a row it stands.
/// </summary>
internal static class SeparablePasses
{
    /// <summary>Down the columns: the row smoothed, sloped and curved.</summary>
    /// <param name="centre">First value of the row; above and below lie as many rows as the kernels reach.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="length">How many values are wanted.</param>
    /// <param name="kernels">The weights.</param>
    /// <param name="rows">Where the results go.</param>
    public static void Down(ref float centre, int stride, int length, GaussianKernels kernels, in ThreeRows rows)
    {
        ref float smooth = ref kernels.Smooth[0], slope = ref kernels.Slope[0], curvature = ref kernels.Curvature[0];
        ref float first = ref rows.First[0], second = ref rows.Second[0], third = ref rows.Third[0];
        for (var x = 0; x < length; x += Vector<float>.Count)
        {
            var here = Load(ref centre, x);
            var sumSmooth = here * smooth;
            var sumSlope = Vector<float>.Zero;
            var sumCurvature = here * curvature;
            for (var d = 1; d <= kernels.Radius; d++)
            {
                Vector<float> before = Load(ref centre, x - d * stride), after = Load(ref centre, x + d * stride);
                Vector<float> pair = before + after, step = after - before;
                sumSmooth = Add(pair, ref smooth, d, sumSmooth);
                sumSlope = Add(step, ref slope, d, sumSlope);
                sumCurvature = Add(pair, ref curvature, d, sumCurvature);
            }
            Store(sumSmooth, ref first, x);
            Store(sumSlope, ref second, x);
            Store(sumCurvature, ref third, x);
        }
    }

    /// <summary>Along a row: smoothed, sloped and curved. The row starts as far before the first wanted value as the kernels reach.</summary>
    public static void Along(ref float row, int length, GaussianKernels kernels, in ThreeRows rows) =>
        Down(ref Unsafe.Add(ref row, kernels.Radius), 1, length, kernels, rows);

    /// <summary>Along a row: smoothed and sloped.</summary>
    public static void Along(ref float row, int length, GaussianKernels kernels, float[] smoothed, float[] sloped)
    {
        ref float smooth = ref kernels.Smooth[0], slope = ref kernels.Slope[0];
        ref var centre = ref Unsafe.Add(ref row, kernels.Radius);
        ref float first = ref smoothed[0], second = ref sloped[0];
        for (var x = 0; x < length; x += Vector<float>.Count)
        {
            var sumSmooth = Load(ref centre, x) * smooth;
            var sumSlope = Vector<float>.Zero;
            for (var d = 1; d <= kernels.Radius; d++)
            {
                Vector<float> before = Load(ref centre, x - d), after = Load(ref centre, x + d);
                sumSmooth = Add(before + after, ref smooth, d, sumSmooth);
                sumSlope = Add(after - before, ref slope, d, sumSlope);
            }
            Store(sumSmooth, ref first, x);
            Store(sumSlope, ref second, x);
        }
    }

    /// <summary>Down the columns (or along a row, with a stride of 1): smoothed only.</summary>
    public static void Smooth(ref float centre, int stride, int length, GaussianKernels kernels, ref float result)
    {
        ref var smooth = ref kernels.Smooth[0];
        for (var x = 0; x < length; x += Vector<float>.Count)
        {
            var sum = Load(ref centre, x) * smooth;
            for (var d = 1; d <= kernels.Radius; d++)
                sum = Add(Load(ref centre, x - d * stride) + Load(ref centre, x + d * stride), ref smooth, d, sum);
            Store(sum, ref result, x);
        }
    }

    /// <summary>Along a row: the slope only.</summary>
    public static void Slope(ref float row, int length, GaussianKernels kernels, float[] sloped)
    {
        ref var slope = ref kernels.Slope[0];
        ref var centre = ref Unsafe.Add(ref row, kernels.Radius);
        ref var result = ref sloped[0];
        for (var x = 0; x < length; x += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var d = 1; d <= kernels.Radius; d++)
                sum = Add(Load(ref centre, x + d) - Load(ref centre, x - d), ref slope, d, sum);
            Store(sum, ref result, x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float start, int offset) => Unsafe.ReadUnaligned<Vector<float>>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref start, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> values, ref float start, int offset) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref start, offset)), values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Add(Vector<float> values, ref float weights, int distance, Vector<float> sum) =>
        Vector.MultiplyAddEstimate(values, new Vector<float>(Unsafe.Add(ref weights, distance)), sum);
}
