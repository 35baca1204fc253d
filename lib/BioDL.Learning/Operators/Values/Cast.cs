using System.Numerics;
using System.Numerics.Tensors;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Values;

/// <summary>
/// The same numbers in another type. Fractions are cut off towards 0 on the way to whole numbers, whole numbers that are too large wrap around, and
/// what is not 0 becomes true. Fractions beyond the range of whole numbers of 32 or 64 bits, which ONNX leaves open, become the nearest one.
/// </summary>
internal sealed class Cast : Operator
{
    private const int PartElements = 1 << 15;
    private readonly ElementType to;

    public Cast(Attributes attributes)
    {
        to = (ElementType)attributes.Integer("to", 0);
        if (to.Size() == 0)
            throw new OnnxException($"attribute 'to' is {(int)to}, which is no type that tensors hold here");
    }

    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        if (input.Type == to)
        {
            call.Forward(0, input, input.Shape);
            return;
        }
        var output = call.Output(0, to, input.Shape);
        switch (input.Type)
        {
            case ElementType.Float32:
                From<float>(input, output, call.Compute);
                break;
            case ElementType.Float64:
                From<double>(input, output, call.Compute);
                break;
            case ElementType.Float16:
                From<Half>(input, output, call.Compute);
                break;
            case ElementType.Int64:
                From<long>(input, output, call.Compute);
                break;
            case ElementType.Int32:
                From<int>(input, output, call.Compute);
                break;
            case ElementType.Int16:
                From<short>(input, output, call.Compute);
                break;
            case ElementType.Int8:
                From<sbyte>(input, output, call.Compute);
                break;
            case ElementType.UInt64:
                From<ulong>(input, output, call.Compute);
                break;
            case ElementType.UInt32:
                From<uint>(input, output, call.Compute);
                break;
            case ElementType.UInt16:
                From<ushort>(input, output, call.Compute);
                break;
            default:
                // Truth values are bytes of 0 and 1.
                From<byte>(input, output, call.Compute);
                break;
        }
    }

    private void From<T>(Tensor input, Tensor output, ComputeOptions compute)
        where T : unmanaged, INumber<T>
    {
        switch (to)
        {
            case ElementType.Float32:
                Convert<T, float>(input, output, compute);
                break;
            case ElementType.Float64:
                Convert<T, double>(input, output, compute);
                break;
            case ElementType.Float16:
                Convert<T, Half>(input, output, compute);
                break;
            case ElementType.Int64:
                Convert<T, long>(input, output, compute);
                break;
            case ElementType.Int32:
                Convert<T, int>(input, output, compute);
                break;
            case ElementType.Int16:
                Convert<T, short>(input, output, compute);
                break;
            case ElementType.Int8:
                Convert<T, sbyte>(input, output, compute);
                break;
            case ElementType.UInt64:
                Convert<T, ulong>(input, output, compute);
                break;
            case ElementType.UInt32:
                Convert<T, uint>(input, output, compute);
                break;
            case ElementType.UInt16:
                Convert<T, ushort>(input, output, compute);
                break;
            case ElementType.UInt8:
                Convert<T, byte>(input, output, compute);
                break;
            default:
                InParts(input, compute, (first, count) =>
                {
                    var from = Numbers<T>(input, first, count);
                    var truth = Numbers<byte>(output, first, count);
                    for (var n = 0; n < from.Length; n++)
                        truth[n] = from[n] == T.Zero ? (byte)0 : (byte)1;
                });
                break;
        }
    }

    private static void Convert<TFrom, TTo>(Tensor input, Tensor output, ComputeOptions compute)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var wraps = input.Type is ElementType.Float32 or ElementType.Float64 or ElementType.Float16
            && output.Type is not (ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.Int32 or ElementType.Int64);
        InParts(input, compute, (first, count) =>
        {
            var from = Numbers<TFrom>(input, first, count);
            var to = Numbers<TTo>(output, first, count);
            if (wraps)
                Wrap(from, to);
            else
                TensorPrimitives.ConvertTruncating<TFrom, TTo>(from, to);
        });
    }

    // As ONNX Runtime does: fractions to whole numbers of 64 bits, and of these the last bits.
    private static void Wrap<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        for (var n = 0; n < from.Length; n++)
            to[n] = TFrom.IsNegative(from[n]) ? TTo.CreateTruncating(long.CreateTruncating(from[n])) : TTo.CreateTruncating(ulong.CreateTruncating(from[n]));
    }

    private static void InParts(Tensor input, ComputeOptions compute, Action<int, int> work) =>
        ComputeThreads.For((input.Shape.Count + PartElements - 1) / PartElements, compute.Threads,
            part => work(part * PartElements, Math.Min(PartElements, input.Shape.Count - part * PartElements)));

    private static unsafe Span<T> Numbers<T>(Tensor tensor, int first, int count)
        where T : unmanaged => new((T*)tensor.Memory.Pointer + first, count);
}
