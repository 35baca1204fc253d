using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// The transforms of Winograd's minimal filtering F(2 × 2, 3 × 3): 4 × 4 pixels and 3 × 3 weights become 16 numbers each, whose products become
/// 2 × 2 sums, with 16 multiplications instead of 36 (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks").
/// </summary>
internal static unsafe class WinogradTransforms
{
    private const int Side = TensorLayouts.Block;

    /// <summary>16 lanes of 4 × 4 pixels: Bᵀ d B with Bᵀ = (1 0 −1 0; 0 1 1 0; 0 −1 1 0; 0 1 0 −1).</summary>
    /// <param name="source">The pixel at the top left.</param>
    /// <param name="rowPitch">Floats from row to row.</param>
    /// <param name="target">Where the first of the 16 results goes.</param>
    /// <param name="pitch">Floats from result to result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input<TLanes>(float* source, nint rowPitch, float* target, nint pitch)
        where TLanes : struct, ILanes<TLanes>
    {
        for (var lane = 0; lane < Side; lane += TLanes.Count)
        {
            var row0 = source + lane;
            var row1 = row0 + rowPitch;
            var row2 = row1 + rowPitch;
            Combine<TLanes>(row0, row2, false, target + lane, pitch);
            Combine<TLanes>(row1, row2, true, target + (4 * pitch) + lane, pitch);
            Combine<TLanes>(row2, row1, false, target + (8 * pitch) + lane, pitch);
            Combine<TLanes>(row1, row2 + rowPitch, false, target + (12 * pitch) + lane, pitch);
        }
    }

    /// <summary>2 × 2 pixels of 16 lanes from 16 sums: Aᵀ m A with Aᵀ = (1 1 1 0; 0 1 −1 −1).</summary>
    /// <param name="source">The first sum.</param>
    /// <param name="pitch">Floats from sum to sum.</param>
    /// <param name="bias">What is added: one number for each lane.</param>
    /// <param name="limits">The least and the most that a result may be.</param>
    /// <param name="target">Where the pixel at the top left goes; the next follows it.</param>
    /// <param name="rowPitch">Floats to the second row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output<TLanes>(float* source, nint pitch, float* bias, (float Low, float High) limits, float* target, nint rowPitch)
        where TLanes : struct, ILanes<TLanes>
    {
        var (low, high) = (TLanes.All(limits.Low), TLanes.All(limits.High));
        for (var lane = 0; lane < Side; lane += TLanes.Count)
        {
            var from = source + lane;
            Column<TLanes>(from, pitch, out var top0, out var bottom0);
            Column<TLanes>(from + pitch, pitch, out var top1, out var bottom1);
            Column<TLanes>(from + (2 * pitch), pitch, out var top2, out var bottom2);
            Column<TLanes>(from + (3 * pitch), pitch, out var top3, out var bottom3);
            var start = TLanes.Load(bias + lane);
            var to = target + lane;
            TLanes.Clamp(top0 + top1 + top2 + start, low, high).Store(to);
            TLanes.Clamp(top1 - top2 - top3 + start, low, high).Store(to + Side);
            TLanes.Clamp(bottom0 + bottom1 + bottom2 + start, low, high).Store(to + rowPitch);
            TLanes.Clamp(bottom1 - bottom2 - bottom3 + start, low, high).Store(to + rowPitch + Side);
        }
    }

    /// <summary>3 × 3 weights of 16 lanes: G g Gᵀ with G = (1 0 0; ½ ½ ½; ½ −½ ½; 0 0 1), in double precision.</summary>
    /// <param name="weights">Nine times 16 numbers.</param>
    /// <param name="target">Where the first of the 16 results goes.</param>
    /// <param name="pitch">Floats from result to result.</param>
    public static void Weights(double* weights, float* target, nint pitch)
    {
        for (var lane = 0; lane < Side; lane += 8)
        {
            var from = weights + lane;
            for (var row = 0; row < 4; row++)
            {
                var to = target + (4 * row * pitch) + lane;
                Vector512<double> a = Spread(from, row, 3 * Side), b = Spread(from + Side, row, 3 * Side), c = Spread(from + (2 * Side), row, 3 * Side);
                Store(a, to);
                Store((a + b + c) / 2, to + pitch);
                Store((a - b + c) / 2, to + (2 * pitch));
                Store(c, to + (3 * pitch));
            }
        }
    }

    /// <summary>One of the four numbers that three become.</summary>
    private static Vector512<double> Spread(double* first, int number, int step)
    {
        Vector512<double> a = Vector512.Load(first), b = Vector512.Load(first + step), c = Vector512.Load(first + (2 * step));
        return number switch
        {
            0 => a,
            1 => (a + b + c) / 2,
            2 => (a - b + c) / 2,
            _ => c,
        };
    }

    private static void Store(Vector512<double> values, float* target) =>
        Vector256.Narrow(values.GetLower(), values.GetUpper()).Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine<TLanes>(float* one, float* other, bool isSum, float* target, nint pitch)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b) = (TLanes.Load(one), TLanes.Load(one + Side));
        var (c, d) = (TLanes.Load(one + (2 * Side)), TLanes.Load(one + (3 * Side)));
        var (e, f) = (TLanes.Load(other), TLanes.Load(other + Side));
        var (g, h) = (TLanes.Load(other + (2 * Side)), TLanes.Load(other + (3 * Side)));
        (a, b, c, d) = isSum ? (a + e, b + f, c + g, d + h) : (a - e, b - f, c - g, d - h);
        (a - c).Store(target);
        (b + c).Store(target + pitch);
        (c - b).Store(target + (2 * pitch));
        (b - d).Store(target + (3 * pitch));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<TLanes>(float* source, nint pitch, out TLanes top, out TLanes bottom)
        where TLanes : struct, ILanes<TLanes>
    {
        var (second, third) = (TLanes.Load(source + (4 * pitch)), TLanes.Load(source + (8 * pitch)));
        top = TLanes.Load(source) + second + third;
        bottom = second - third - TLanes.Load(source + (12 * pitch));
    }
}
