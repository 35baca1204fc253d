using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Resizing;

/// <summary>
/// Resizes axis by axis, innermost first, while there is least to do. A tensor in blocks of channels is one with a further axis, which stays as it is.
/// </summary>
internal static unsafe class AxisResampler
{
    private const int PartElements = 1 << 15;

    public static void Run(OperatorCall call, PreparedResize prepared)
    {
        var input = prepared.LeavesChannels ? call.Input(0) : call.Plain(0);
        if (prepared.Passes.Count == 0)
        {
            call.Forward(0, input, input.Shape);
            return;
        }
        if (input.Shape.Count == 0 && prepared.Output.Count > 0)
            throw new OnnxException($"an input of shape {input.Shape} is empty: it cannot be resized to {prepared.Output}");
        var output = call.Output(0, input.Type, prepared.Output, input.Layout);
        if (!TryAtOnce(input, output, prepared.Passes, call.Compute))
            Resample(input, output, prepared.Passes, call.Scratch, call.Compute);
    }

    /// <summary>Goes from one tensor in blocks to another in one pass, where rows and columns are mixed.</summary>
    /// <param name="from">The input.</param>
    /// <param name="to">The output.</param>
    /// <param name="passes">For each axis that changes, of what its elements are made; in this order.</param>
    /// <param name="compute">How to compute.</param>
    /// <returns>False when it must go axis by axis.</returns>
    public static bool TryAtOnce(Tensor from, Tensor to, IReadOnlyList<(int Axis, AxisWeights Weights)> passes, ComputeOptions compute)
    {
        if (from.Layout != TensorLayout.Blocked16 || passes is not [(3, var columns), (2, var rows)] || columns.Taps % 2 + rows.Taps % 2 > 0)
            return false;
        var resize = new BlockedResize(from.Shape[0] * TensorLayouts.Blocks(from.Shape[1]), from.Shape[2], from.Shape[3], rows, columns, from.Floats, to.Floats);
        ComputeThreads.Run(resize.Count, compute.Threads, ref resize);
        return true;
    }

    /// <summary>Goes from one tensor to another of the same layout, axis by axis.</summary>
    /// <param name="from">The input.</param>
    /// <param name="to">The output.</param>
    /// <param name="passes">For each axis that changes, of what its elements are made; in this order.</param>
    /// <param name="scratch">Gives working memory.</param>
    /// <param name="compute">How to compute.</param>
    public static void Resample(
        Tensor from, Tensor to, IReadOnlyList<(int Axis, AxisWeights Weights)> passes, Func<ElementType, TensorShape, Tensor> scratch, ComputeOptions compute)
    {
        int[] sizes = from.Layout == TensorLayout.Plain ? from.Shape.ToArray()
            : [from.Shape[0], TensorLayouts.Blocks(from.Shape[1]), from.Shape[2], from.Shape[3], TensorLayouts.Block];
        var current = from;
        for (var n = 0; n < passes.Count; n++)
        {
            var (axis, weights) = passes[n];
            var before = (int[])sizes.Clone();
            sizes[axis] = weights.Size;
            var next = n == passes.Count - 1 ? to : scratch(from.Type, new TensorShape(sizes));
            Along(compute, new AxisPass(current, next, before, axis, weights));
            current = next;
        }
    }

    private static void Along(ComputeOptions compute, AxisPass pass)
    {
        if (pass.Weights.Taps > 1)
        {
            switch (pass.From.Type)
            {
                case ElementType.Float32:
                    Mix<float>(pass, compute);
                    return;
                case ElementType.Float64:
                    Mix<double>(pass, compute);
                    return;
                default:
                    throw new OnnxException($"{pass.From.Type} cannot be interpolated; mode 'nearest', or Float32 or Float64, is expected");
            }
        }
        switch (pass.From.Type.Size())
        {
            case 1:
                Pick<byte>(pass, compute);
                break;
            case 2:
                Pick<ushort>(pass, compute);
                break;
            case 4:
                Pick<uint>(pass, compute);
                break;
            default:
                Pick<ulong>(pass, compute);
                break;
        }
    }

    private static void Pick<T>(AxisPass pass, ComputeOptions compute)
        where T : unmanaged
    {
        T* from = (T*)pass.From.Memory.Pointer, to = (T*)pass.To.Memory.Pointer;
        int inner = pass.Inner, size = pass.Size, target = pass.Target;
        var places = pass.Weights.Places;
        InParts(pass, compute, (group, first, last) =>
        {
            T* read = from + (long)group * size * inner, write = to + (long)group * target * inner;
            if (inner == 1)
            {
                for (var n = first; n < last; n++)
                    write[n] = read[places[n]];
                return;
            }
            for (var n = first; n < last; n++)
                new ReadOnlySpan<T>(read + (long)places[n] * inner, inner).CopyTo(new Span<T>(write + (long)n * inner, inner));
        });
    }

    private static void Mix<T>(AxisPass pass, ComputeOptions compute)
        where T : unmanaged, IFloatingPoint<T>
    {
        T* from = (T*)pass.From.Memory.Pointer, to = (T*)pass.To.Memory.Pointer;
        int inner = pass.Inner, size = pass.Size, target = pass.Target, taps = pass.Weights.Taps;
        var places = pass.Weights.Places;
        var weights = Array.ConvertAll(pass.Weights.Weights, T.CreateChecked);
        InParts(pass, compute, (group, first, last) =>
        {
            var read = from + (long)group * size * inner;
            if (typeof(T) == typeof(float) && inner == TensorLayouts.Block && taps == 2)
            {
                MixBlocks((float*)read, (float*)(to + (long)group * target * inner), pass.Weights, first, last);
                return;
            }
            for (var n = first; n < last; n++)
            {
                var write = to + ((long)group * target + n) * inner;
                var column = 0;
                for (; column <= inner - Vector<T>.Count; column += Vector<T>.Count)
                {
                    var sum = Vector<T>.Zero;
                    for (var tap = n * taps; tap < (n + 1) * taps; tap++)
                        sum += Vector.Load(read + (long)places[tap] * inner + column) * weights[tap];
                    sum.Store(write + column);
                }
                for (; column < inner; column++)
                {
                    var sum = T.Zero;
                    for (var tap = n * taps; tap < (n + 1) * taps; tap++)
                        sum += read[(long)places[tap] * inner + column] * weights[tap];
                    write[column] = sum;
                }
            }
        });
    }

    // Along a row of pixels in blocks of channels: two neighbours, each of them one vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixBlocks(float* from, float* to, AxisWeights weights, int first, int last)
    {
        ReadOnlySpan<int> places = weights.Places;
        ReadOnlySpan<float> parts = weights.Weights;
        for (var n = first; n < last; n++)
        {
            var near = Vector512.Load(from + (long)places[2 * n] * TensorLayouts.Block) * parts[2 * n];
            var far = Vector512.Load(from + (long)places[2 * n + 1] * TensorLayouts.Block) * parts[2 * n + 1];
            (near + far).Store(to + (long)n * TensorLayouts.Block);
        }
    }

    // A part is some elements of the axis in one group, or in several groups one after another.
    private static void InParts(AxisPass pass, ComputeOptions compute, Action<int, int, int> work)
    {
        if (pass.To.Count == 0)
            return;
        var height = Math.Max(1, Math.Min(pass.Target, PartElements / Math.Max(1, pass.Inner)));
        var pieces = (pass.Target + height - 1) / height;
        var together = pieces > 1 ? 1 : Math.Max(1, PartElements / Math.Max(1, pass.Target * pass.Inner));
        var parts = (pass.Outer + together - 1) / together * pieces;
        ComputeThreads.For(parts, compute.Threads, part =>
        {
            var first = part % pieces * height;
            for (var group = part / pieces * together; group < Math.Min(pass.Outer, (part / pieces + 1) * together); group++)
                work(group, first, Math.Min(pass.Target, first + height));
        });
    }
}

/// <summary>One axis of a tensor that is resized: the axes before it are groups, those after it runs.</summary>
internal sealed record AxisPass(Tensor From, Tensor To, int[] Sizes, int Axis, AxisWeights Weights)
{
    public int Outer { get; } = Sizes.Take(Axis).Aggregate(1, (count, size) => count * size);

    public int Inner { get; } = Sizes.Skip(Axis + 1).Aggregate(1, (count, size) => count * size);

    public int Size => Sizes[Axis];

    public int Target => Weights.Size;
}
