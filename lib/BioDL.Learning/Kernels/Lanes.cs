using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>Some of the 16 lanes of a block in one register: as many as the path's vectors hold.</summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(float* source);

    static abstract TSelf All(float value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The value, but at least the lower and at most the upper limit; a number that is none stays none.</summary>
    static abstract TSelf Clamp(TSelf value, TSelf low, TSelf high);

    void Store(float* target);
}

/// <summary>16 lanes.</summary>
internal readonly unsafe struct Lanes16(Vector512<float> value) : ILanes<Lanes16>
{
    private readonly Vector512<float> value = value;

    public static int Count => 16;

    public static Lanes16 Load(float* source) => new(Vector512.Load(source));

    public static Lanes16 All(float value) => new(Vector512.Create(value));

    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left.value + right.value);

    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left.value - right.value);

    public static Lanes16 Clamp(Lanes16 value, Lanes16 low, Lanes16 high) =>
        new(Vector512.MinNative(high.value, Vector512.MaxNative(low.value, value.value)));

    public void Store(float* target) => value.Store(target);
}

/// <summary>8 lanes.</summary>
internal readonly unsafe struct Lanes8(Vector256<float> value) : ILanes<Lanes8>
{
    private readonly Vector256<float> value = value;

    public static int Count => 8;

    public static Lanes8 Load(float* source) => new(Vector256.Load(source));

    public static Lanes8 All(float value) => new(Vector256.Create(value));

    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left.value + right.value);

    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left.value - right.value);

    public static Lanes8 Clamp(Lanes8 value, Lanes8 low, Lanes8 high) =>
        new(Vector256.MinNative(high.value, Vector256.MaxNative(low.value, value.value)));

    public void Store(float* target) => value.Store(target);
}

/// <summary>4 lanes.</summary>
internal readonly unsafe struct Lanes4(Vector128<float> value) : ILanes<Lanes4>
{
    private readonly Vector128<float> value = value;

    public static int Count => 4;

    public static Lanes4 Load(float* source) => new(Vector128.Load(source));

    public static Lanes4 All(float value) => new(Vector128.Create(value));

    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left.value + right.value);

    public static Lanes4 operator -(Lanes4 left, Lanes4 right) => new(left.value - right.value);

    public static Lanes4 Clamp(Lanes4 value, Lanes4 low, Lanes4 high) =>
        new(Vector128.MinNative(high.value, Vector128.MaxNative(low.value, value.value)));

    public void Store(float* target) => value.Store(target);
}
