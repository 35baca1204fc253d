using System.Numerics;
using BioDL.Learning.Graphs;
using BioDL.Learning.Kernels.Elementwise;
using BioDL.Learning.Kernels.Products;

namespace BioDL.Learning.Operators.Products;

/// <summary>alpha · A · B + beta · C with A and B transposed on request and C repeated to the shape of the product: a fully connected layer.</summary>
internal sealed unsafe class Gemm(Node node) : Operator
{
    private readonly float alpha = node.Attributes.Number("alpha", 1);
    private readonly float beta = node.Attributes.Number("beta", 1);
    private readonly bool transposesLeft = node.Attributes.Integer("transA", 0) != 0;
    private readonly bool transposesRight = node.Attributes.Integer("transB", 0) != 0;

    public override void Run(OperatorCall call)
    {
        if (call.Input(0).Type != call.Input(1).Type || (call.Has(2) && call.Input(2).Type != call.Input(0).Type))
            throw new OnnxException($"its inputs are {call.Input(0)}, {call.Input(1)} and {call.Optional(2)}, but must hold the same type. Cast the others first.");
        switch (call.Input(0).Type)
        {
            case ElementType.Float32: Run<float>(call); break;
            case ElementType.Float64: Run<double>(call); break;
            default: throw new OnnxException($"its inputs hold {call.Input(0).Type}, but Float32 or Float64 is expected. Cast the inputs first.");
        }
    }

    private void Run<T>(OperatorCall call)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Matrix<T> left = Factor<T>(call.Input(0), transposesLeft), right = Factor<T>(call.Input(1), transposesRight);
        if (left.Columns != right.Rows)
            throw new OnnxException($"its inputs have shapes {call.Input(0).Shape} and {call.Input(1).Shape} (transA = {transposesLeft}, transB = {transposesRight}): rows of {left.Columns} and columns of {right.Rows} numbers do not fit");
        var target = call.Output(0, call.Input(0).Type, new TensorShape(left.Rows, right.Columns));
        Start<T>(call, target);
        var (workLeft, workRight) = MatrixProduct.Working<T>(left.Rows, left.Columns, right.Columns, call.Compute.Taken);
        var working = call.Scratch(target.Type, new TensorShape(workLeft + workRight));
        var memory = (T*)working.Memory.Pointer;
        MatrixProduct.Add(left, right, T.CreateTruncating(alpha), (T*)target.Memory.Pointer, ((nint)memory, (nint)(memory + workLeft)), call.Compute);
    }

    /// <summary>Fills the result with beta · C, or with zeros.</summary>
    private void Start<T>(OperatorCall call, Tensor target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        target.Bytes.Clear();
        if (call.Optional(2) is not { } summand || beta == 0)
            return;
        if (summand.Shape.Rank > 2 || InputReading.Broadcast(summand.Shape, target.Shape) != target.Shape)
            throw new OnnxException($"its input C has shape {summand.Shape}, which cannot be repeated to {target.Shape}");
        var factor = T.CreateTruncating(beta);
        var scaled = BinaryMap<T>.Of((_, number) => factor * number);
        new BroadcastWork<T>(BroadcastPlan.Of(target.Shape.ToArray(), summand.Shape.ToArray()), scaled, target, summand, target).Run(call.Compute.Threads);
    }

    private static Matrix<T> Factor<T>(Tensor tensor, bool isTransposed)
        where T : unmanaged
    {
        if (tensor.Shape.Rank != 2)
            throw new OnnxException($"its input has shape {tensor.Shape}, but a matrix of two axes is expected");
        var matrix = new Matrix<T>((T*)tensor.Memory.Pointer, tensor.Shape[0], tensor.Shape[1]);
        return isTransposed ? matrix.Transposed : matrix;
    }
}
