namespace BioDL.Learning.Operators;

/// <summary>
/// What one node computes. An operator is made once for its node, reads and checks its attributes then, and may keep what can be prepared, such
/// as rearranged weights. It may run on several threads at once.
/// </summary>
internal abstract class Operator
{
    /// <summary>Whether an input may come with its channels in blocks; the executor makes others plain first.</summary>
    public virtual bool TakesBlocked(int input) => false;

    /// <summary>Computes the outputs from the inputs.</summary>
    /// <exception cref="OnnxException">Shapes or types do not fit; the executor adds the node's name.</exception>
    public abstract void Run(OperatorCall call);
}
