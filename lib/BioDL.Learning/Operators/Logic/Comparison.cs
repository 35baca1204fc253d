using System.Numerics;
using BioDL.Learning.Kernels;

namespace BioDL.Learning.Operators.Logic;

/// <summary>What two numbers must be to each other.</summary>
internal interface IRelation
{
    static abstract bool Holds<T>(T first, T second)
        where T : INumber<T>;
}

internal readonly struct IsEqual : IRelation
{
    public static bool Holds<T>(T first, T second)
        where T : INumber<T> => first == second;
}

internal readonly struct IsLess : IRelation
{
    public static bool Holds<T>(T first, T second)
        where T : INumber<T> => first < second;
}

internal readonly struct IsLessOrEqual : IRelation
{
    public static bool Holds<T>(T first, T second)
        where T : INumber<T> => first <= second;
}

internal readonly struct IsGreater : IRelation
{
    public static bool Holds<T>(T first, T second)
        where T : INumber<T> => first > second;
}

internal readonly struct IsGreaterOrEqual : IRelation
{
    public static bool Holds<T>(T first, T second)
        where T : INumber<T> => first >= second;
}

/// <summary>Compares number by number; shapes are extended to fit each other.</summary>
internal sealed class Comparison<TRelation> : Operator
    where TRelation : struct, IRelation
{
    public override void Run(OperatorCall call)
    {
        Tensor first = call.Input(0), second = call.Input(1);
        if (first.Type != second.Type)
            throw new OnnxException($"{first} and {second} cannot be compared: their types differ");
        var output = call.Output(0, ElementType.Bool, InputReading.Broadcast(first.Shape, second.Shape));
        switch (first.Type)
        {
            case ElementType.Float32:
                Compare<float>(call, output);
                break;
            case ElementType.Float64:
                Compare<double>(call, output);
                break;
            case ElementType.Float16:
                Compare<Half>(call, output);
                break;
            case ElementType.Int64:
                Compare<long>(call, output);
                break;
            case ElementType.Int32:
                Compare<int>(call, output);
                break;
            case ElementType.Int16:
                Compare<short>(call, output);
                break;
            case ElementType.Int8:
                Compare<sbyte>(call, output);
                break;
            case ElementType.UInt64:
                Compare<ulong>(call, output);
                break;
            case ElementType.UInt32:
                Compare<uint>(call, output);
                break;
            case ElementType.UInt16:
                Compare<ushort>(call, output);
                break;
            default:
                // Truth values are bytes of 0 and 1.
                Compare<byte>(call, output);
                break;
        }
    }

    private static unsafe void Compare<T>(OperatorCall call, Tensor output)
        where T : unmanaged, INumber<T>
    {
        Tensor first = call.Input(0), second = call.Input(1);
        var shape = output.Shape;
        var loop = new StridedLoop(shape.ToArray(),
            StridedLoop.Broadcast(first.Shape, shape), StridedLoop.Broadcast(second.Shape, shape), StridedLoop.Contiguous(shape));
        T* left = (T*)first.Memory.Pointer, right = (T*)second.Memory.Pointer;
        var truth = (bool*)output.Memory.Pointer;
        long stepLeft = loop.ColumnStep(0), stepRight = loop.ColumnStep(1), stepOut = loop.ColumnStep(2);
        loop.Run(call.Compute.Threads, slab =>
        {
            for (var row = 0; row < slab.Rows; row++)
            {
                T* a = left + slab.Offsets[0] + row * loop.RowStep(0), b = right + slab.Offsets[1] + row * loop.RowStep(1);
                var to = truth + slab.Offsets[2] + row * loop.RowStep(2);
                for (var column = 0; column < slab.Columns; column++)
                    to[column * stepOut] = TRelation.Holds(a[column * stepLeft], b[column * stepRight]);
            }
        });
    }
}
