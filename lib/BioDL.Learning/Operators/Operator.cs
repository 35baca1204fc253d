namespace BioDL.Learning.Operators;

/// <summary>
/// What one node computes. An operator is made once for its node, reads and checks its attributes then, and may keep what can be prepared, such
/// as rearranged weights, or what it needs for the sizes of last time. One run at a time uses it.
/// </summary>
internal abstract class Operator : IDisposable
{
    /// <summary>Whether an input may come with its channels in blocks; the executor makes others plain first.</summary>
    public virtual bool TakesBlocked(int input) => false;

    /// <summary>Frees what the operator keeps. It goes with its model.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Computes the outputs from the inputs.</summary>
    /// <exception cref="OnnxException">Shapes or types do not fit; the executor adds the node's name.</exception>
    public abstract void Run(OperatorCall call);
}
