using System.Numerics;
using BioDL.Learning.Kernels;
using BioDL.Learning.Kernels.Products;

namespace BioDL.Learning.Operators.Products;

/// <summary>
/// Products of matrices as NumPy's matmul: the last two axes are the matrices, axes before them are repeated where one has size 1, and a single axis is
/// a row on the left and a column on the right.
/// </summary>
internal sealed unsafe class MatMul : Operator
{
    /// <summary>Products of fewer multiplications are computed several at a time instead of each by several threads.</summary>
    private const long Small = 1 << 21;

    public override void Run(OperatorCall call)
    {
        if (call.Input(0).Type != call.Input(1).Type)
            throw new OnnxException($"its inputs hold {call.Input(0).Type} and {call.Input(1).Type}, but must hold the same type. Cast one of them first.");
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Run<float>(call); break;
            case ElementType.Float64: Run<double>(call); break;
            case ElementType.Int32: RunWhole<int>(call); break;
            case ElementType.Int64: RunWhole<long>(call); break;
            case ElementType.UInt32: RunWhole<uint>(call); break;
            case ElementType.UInt64: RunWhole<ulong>(call); break;
            default: throw new OnnxException($"its inputs hold {call.Input(0).Type}, but Float32, Float64 or whole numbers of 32 or 64 bits are expected. Cast the inputs first.");
        }
    }

    private static void Run<T>(OperatorCall call)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sizes = MatMulSizes.Of(call.Input(0).Shape, call.Input(1).Shape);
        var target = call.Output(0, call.Input(0).Type, sizes.Result);
        target.Bytes.Clear();
        var (workLeft, workRight) = MatrixProduct.Working<T>(sizes.Rows, sizes.Depth, sizes.Columns, call.Compute.Taken);
        var isSmall = sizes.Count > 1 && (long)sizes.Rows * sizes.Depth * sizes.Columns < Small;
        var copies = isSmall ? Math.Min(sizes.Count, 64) : 1;
        var working = call.Scratch(target.Type, new TensorShape(copies, workLeft + workRight));
        T* left = (T*)call.Input(0).Memory.Pointer, right = (T*)call.Input(1).Memory.Pointer, result = (T*)target.Memory.Pointer;
        var inner = isSmall ? call.Compute with { Threads = 1 } : call.Compute;
        ComputeThreads.For(copies, isSmall ? call.Compute.Threads : 1, copy =>
        {
            var memory = (T*)working.Memory.Pointer + (long)copy * (workLeft + workRight);
            for (var n = copy; n < sizes.Count; n += copies)
            {
                var (a, b) = sizes.Place(n);
                MatrixProduct.Add(
                    new Matrix<T>(left + (long)a * sizes.Rows * sizes.Depth, sizes.Rows, sizes.Depth),
                    new Matrix<T>(right + (long)b * sizes.Depth * sizes.Columns, sizes.Depth, sizes.Columns),
                    T.One,
                    result + (long)n * sizes.Rows * sizes.Columns,
                    ((nint)memory, (nint)(memory + workLeft)),
                    inner);
            }
        });
    }

    /// <summary>Products of whole numbers, row by row: rare, and never large.</summary>
    private static void RunWhole<T>(OperatorCall call)
        where T : unmanaged, INumber<T>
    {
        var sizes = MatMulSizes.Of(call.Input(0).Shape, call.Input(1).Shape);
        var target = call.Output(0, call.Input(0).Type, sizes.Result);
        target.Bytes.Clear();
        T* left = (T*)call.Input(0).Memory.Pointer, right = (T*)call.Input(1).Memory.Pointer, result = (T*)target.Memory.Pointer;
        for (var n = 0; n < sizes.Count; n++)
        {
            var (a, b) = sizes.Place(n);
            var matrix = new Matrix<T>(right + (long)b * sizes.Depth * sizes.Columns, sizes.Depth, sizes.Columns);
            for (var row = 0; row < sizes.Rows; row++)
                ThinProduct.Add(new Matrix<T>(left + ((long)a * sizes.Rows + row) * sizes.Depth, 1, sizes.Depth), matrix, T.One, result + ((long)n * sizes.Rows + row) * sizes.Columns, 1);
        }
    }
}
