using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Logic;

/// <summary>Combines truth values, which are bytes of 0 and 1; shapes are extended to fit each other.</summary>
internal sealed class Connection(Func<byte, byte, byte> connect) : Operator
{
    public override unsafe void Run(OperatorCall call)
    {
        Tensor first = call.Input(0), second = call.Input(1);
        if (first.Type != ElementType.Bool || second.Type != ElementType.Bool)
            throw new OnnxException($"{first} and {second} cannot be combined: truth values (Bool) are expected");
        var shape = InputReading.Broadcast(first.Shape, second.Shape);
        var output = call.Output(0, ElementType.Bool, shape);
        var loop = new StridedLoop(shape.ToArray(),
            StridedLoop.Broadcast(first.Shape, shape), StridedLoop.Broadcast(second.Shape, shape), StridedLoop.Contiguous(shape));
        byte* left = (byte*)first.Memory.Pointer, right = (byte*)second.Memory.Pointer, truth = (byte*)output.Memory.Pointer;
        loop.Run(call.Compute.Threads, slab =>
        {
            for (var row = 0; row < slab.Rows; row++)
            {
                byte* a = left + slab.Offsets[0] + row * loop.RowStep(0), b = right + slab.Offsets[1] + row * loop.RowStep(1);
                var to = truth + slab.Offsets[2] + row * loop.RowStep(2);
                for (var column = 0; column < slab.Columns; column++)
                    to[column * loop.ColumnStep(2)] = connect(a[column * loop.ColumnStep(0)], b[column * loop.ColumnStep(1)]);
            }
        });
    }
}

/// <summary>True becomes false, false becomes true.</summary>
internal sealed class Not : Operator
{
    public override void Run(OperatorCall call)
    {
        var input = call.Input(0);
        if (input.Type != ElementType.Bool)
            throw new OnnxException($"the input holds {input.Type}, but truth values (Bool) are expected");
        Span<byte> from = input.Bytes, to = call.Output(0, ElementType.Bool, input.Shape).Bytes;
        for (var n = 0; n < from.Length; n++)
            to[n] = (byte)(from[n] ^ 1);
    }
}

/// <summary>Takes each element from the second input where the first one is true, otherwise from the third; shapes are extended to fit each other.</summary>
internal sealed class Where : Operator
{
    public override void Run(OperatorCall call)
    {
        Tensor condition = call.Input(0), first = call.Input(1), second = call.Input(2);
        if (condition.Type != ElementType.Bool || first.Type != second.Type)
            throw new OnnxException($"a condition of type {condition.Type} cannot choose between {first.Type} and {second.Type}: Bool and two equal types are expected");
        var shape = InputReading.Broadcast(condition.Shape, InputReading.Broadcast(first.Shape, second.Shape));
        var output = call.Output(0, first.Type, shape);
        switch (first.Type.Size())
        {
            case 1:
                Choose<byte>(call, output);
                break;
            case 2:
                Choose<ushort>(call, output);
                break;
            case 4:
                Choose<uint>(call, output);
                break;
            default:
                Choose<ulong>(call, output);
                break;
        }
    }

    private static unsafe void Choose<T>(OperatorCall call, Tensor output)
        where T : unmanaged
    {
        Tensor condition = call.Input(0), first = call.Input(1), second = call.Input(2);
        var shape = output.Shape;
        var loop = new StridedLoop(shape.ToArray(), StridedLoop.Broadcast(condition.Shape, shape), StridedLoop.Broadcast(first.Shape, shape),
            StridedLoop.Broadcast(second.Shape, shape), StridedLoop.Contiguous(shape));
        var truth = (byte*)condition.Memory.Pointer;
        T* left = (T*)first.Memory.Pointer, right = (T*)second.Memory.Pointer, target = (T*)output.Memory.Pointer;
        long stepTruth = loop.ColumnStep(0), stepLeft = loop.ColumnStep(1), stepRight = loop.ColumnStep(2), stepOut = loop.ColumnStep(3);
        loop.Run(call.Compute.Threads, slab =>
        {
            for (var row = 0; row < slab.Rows; row++)
            {
                var test = truth + slab.Offsets[0] + row * loop.RowStep(0);
                T* a = left + slab.Offsets[1] + row * loop.RowStep(1), b = right + slab.Offsets[2] + row * loop.RowStep(2);
                var to = target + slab.Offsets[3] + row * loop.RowStep(3);
                for (var column = 0; column < slab.Columns; column++)
                    to[column * stepOut] = test[column * stepTruth] != 0 ? a[column * stepLeft] : b[column * stepRight];
            }
        });
    }
}
